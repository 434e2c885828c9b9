import { expect, test } from 'vitest';
import { subsecondOf } from './state-time.ts';

const AT = Date.UTC(2026, 10, 20, 10);

test.each<[string, { dated?: number; triggeredAt: number | null; isRecord?: boolean }, number]>([
  ['sent within the second', { triggeredAt: AT + 234 }, 234],
  ['sent after it', { triggeredAt: AT + 3_000 }, 999],
  ['sent before it, by another clock', { triggeredAt: AT - 20 }, 0],
  ['sent with no time', { triggeredAt: null }, 0],
  ['read in bulk, after the second', { triggeredAt: null, isRecord: true }, 999],
  ['dated with a fraction itself', { dated: AT + 711, triggeredAt: AT + 900 }, 0],
])('a state of a whole second: %s', (_name, { dated = AT, triggeredAt, isRecord = false }, ms) => {
  expect(subsecondOf(dated, { triggeredAt, isRecord })).toBe(ms);
});
