import { expect, test } from 'vitest';
import { polarisStyles } from './polaris-styles.ts';

test('the stylesheet is linked by its address, not built into the page', () => {
  expect(polarisStyles).toContain('polaris/build/esm/styles.css');
});
