import { describe, expect, test } from 'vitest';
import { asOfText, readAsOf } from './as-of.ts';

const NOW = Date.parse('2026-10-02T12:00:00Z');

describe('the moment a page is asked about', () => {
  test('a time is that of the clock on the wall of the shop', () => {
    const text = '2026-10-01T11:10';
    expect(readAsOf(text, 'Europe/London', NOW)).toBe(Date.parse('2026-10-01T10:10:00Z'));
    expect(readAsOf(text, 'America/New_York', NOW)).toBe(Date.parse('2026-10-01T15:10:00Z'));
  });

  test('a moment survives the way through the field', () => {
    const at = Date.parse('2026-10-01T10:10:00Z');
    expect(readAsOf(asOfText(at, 'Europe/London'), 'Europe/London', NOW)).toBe(at);
  });

  test('a slider asks about a moment to the millisecond', () => {
    expect(readAsOf(String(NOW - 1), 'Europe/London', NOW)).toBe(NOW - 1);
    expect(readAsOf(String(NOW + 1), 'Europe/London', NOW)).toBeNull();
  });

  test('no time, nonsense and the future mean now', () => {
    for (const text of [null, '', 'yesterday', '2026-13-01T10:00', '2026-10-03T10:00']) {
      expect(readAsOf(text, 'Europe/London', NOW)).toBeNull();
    }
  });
});
