import fc from 'fast-check';
import { expect, test } from 'vitest';
import { truncateUtf8 } from './truncate-utf8.ts';

test.each([
  ['short', 10, 'short'],
  ['exactly', 7, 'exactly'],
  ['too long', 3, 'too'],
  ['é is two', 3, 'é '],
  ['🌱🌱', 7, '🌱'],
  ['"quoted"', 3, '"q'],
])('%j in %i bytes is %j', (text, bytes, expected) => {
  expect(truncateUtf8(text, bytes)).toBe(expected);
});

test('whatever the text, it fits, is its beginning, and nothing more would fit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, bytes) => {
      const kept = truncateUtf8(text, bytes);
      const size = (part: string) => Buffer.byteLength(JSON.stringify(part)) - 2;
      expect(size(kept)).toBeLessThanOrEqual(bytes);
      expect(text.startsWith(kept)).toBe(true);
      const [next] = text.slice(kept.length);
      if (next !== undefined) expect(size(text)).toBeGreaterThan(bytes);
    }),
  );
});
