import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { formatMoney } from '#app/lib/money.ts';
import { formatRelativeTime, formatTime, formatTimeOfDay } from './format-time.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 5);

test('money has as many decimals as its currency', () => {
  expect(formatMoney(123_450, 'GBP')).toBe('£1,234.50');
  expect(formatMoney(1_234, 'JPY')).toBe('¥1,234');
  expect(formatMoney(1_234_567, 'KWD')).toBe('KWD\u00a01,234.567');
});

test('a moment is told in its largest full unit', () => {
  expect(formatRelativeTime(NOW - 5 * MINUTE, NOW, 'UTC')).toBe('5 minutes ago');
  expect(formatRelativeTime(NOW + 2 * HOUR + 59 * MINUTE, NOW, 'UTC')).toBe('in 2 hours');
  expect(formatRelativeTime(NOW - DAY, NOW, 'UTC')).toBe('yesterday');
  expect(formatRelativeTime(NOW - 400, NOW, 'UTC')).toBe('now');
});

test('a moment more than a month away is a date', () => {
  expect(formatRelativeTime(NOW - 31 * DAY, NOW, 'UTC')).toBe('21 Oct 2026');
});

test('times are in the zone of the shop', () => {
  expect(formatTime(NOW, 'Australia/Sydney')).toBe('21 Nov 2026, 21:05');
  expect(formatTimeOfDay(NOW, 'Australia/Sydney')).toBe('21:05');
});
