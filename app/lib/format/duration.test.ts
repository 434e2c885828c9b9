import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../duration.ts';
import { formatDuration, formatExactDuration } from './duration.ts';

test.each([
  [0, '1 s', '0 seconds'],
  [40 * SECOND, '40 s', '40 seconds'],
  [MINUTE, '1 min', '1 minute'],
  [90 * SECOND, '2 min', '1 minute, 30 seconds'],
  [90 * MINUTE, '90 min', '1 hour, 30 minutes'],
  [5 * HOUR, '5 h', '5 hours'],
  [36 * HOUR, '36 h', '1 day, 12 hours'],
  [12 * DAY, '12 d', '12 days'],
  [1_500 * DAY, '1,500 d', '1,500 days'],
  [Number.NaN, '–', '–'],
  [Number.POSITIVE_INFINITY, '–', '–'],
])('%d ms are %j, exactly %j', (ms, short, exact) => {
  expect(formatDuration(ms)).toBe(short);
  expect(formatExactDuration(ms)).toBe(exact);
});
