import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from './duration.ts';
import { dayAfter, dayEnd, dayIn, dayNumberIn, dayStart, isDay, noonOf } from './shop-day.ts';

describe('days of a shop', () => {
  test.each([
    ['2026-11-30', 'America/Los_Angeles', '2026-11-30T08:00:00Z', 24],
    ['2026-12-01', 'Pacific/Auckland', '2026-11-30T11:00:00Z', 24],
    ['2026-01-31', 'UTC', '2026-01-31T00:00:00Z', 24],
    ['2026-06-30', 'Asia/Kathmandu', '2026-06-29T18:15:00Z', 24],
    ['2026-03-29', 'Europe/London', '2026-03-29T00:00:00Z', 23],
    ['2026-10-25', 'Europe/London', '2026-10-24T23:00:00Z', 25],
    // Its midnight comes twice: at one o'clock the hour before it begins again.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00Z', 25],
    // Its midnight is left out.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', 23],
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00Z', 24.5],
    // Samoa went over the line between the days, and had no 30 December.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z', 0],
  ])('%s in %s begins at %s and has %d hours', (day, timeZone, start, hours) => {
    expect(dayStart(day, timeZone)).toBe(Date.parse(start));
    expect(dayEnd(day, timeZone)).toBe(Date.parse(start) + hours * HOUR);
  });

  test.each(['2026-02-29', '2026-13-01', '31.01.2026', '2026-1-1', '', '2026-01-31T00:00:00Z'])(
    '%s is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(dayStart(text, 'UTC')).toBeNull();
      expect(dayEnd(text, 'UTC')).toBeNull();
    },
  );

  test('where there is no such zone there is no day', () => {
    expect(dayStart('2026-01-31', 'Mars/Olympus')).toBeNull();
  });

  test.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2026-10-25', 30, '2026-11-24'],
  ])('%s and %d days are %s', (day, days, other) => {
    expect(dayAfter(day, days)).toBe(other);
  });

  test('every moment lies in one day of its zone, from its start up to its end', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const moments = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(zones, moments, (timeZone, at) => {
        const day = dayIn(at, timeZone);
        const [start, end] = [dayStart(day, timeZone) ?? NaN, dayEnd(day, timeZone) ?? NaN];
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect(dayIn(start, timeZone)).toBe(day);
        expect(dayIn(start - 1, timeZone)).toBe(dayAfter(day, -1));
        expect(dayIn(end, timeZone)).toBe(dayAfter(day, 1));
        expect(end - start).toBeLessThan(DAY + 4 * HOUR);
        expect(dayIn(noonOf(dayNumberIn(at, timeZone), timeZone), timeZone)).toBe(day);
      }),
      { numRuns: 1_000 },
    );
  });
});
