import { expect, test } from 'vitest';
import { formatSize } from './size.ts';

test.each([
  [0, '0 kB'],
  [12_360, '12.4 kB'],
  [1_204_000, '1,204 kB'],
  [Number.NaN, '–'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
