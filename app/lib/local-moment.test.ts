import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from './duration.ts';
import { localMoment, nextMonthDay, nextTimeOfDay } from './local-moment.ts';

function utc(text: string): number {
  return Date.parse(`${text}Z`);
}

describe('clocks that are changed', () => {
  test.each([
    ['a usual time', 'Europe/London', '2026-06-01', '09:00', '2026-06-01T08:00'],
    ['a time that is left out', 'Europe/London', '2026-03-29', '01:30', '2026-03-29T01:30'],
    ['a time that comes twice', 'Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30'],
    ['a time left out in New York', 'America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30'],
    ['a time twice in New York', 'America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30'],
    ['half an hour twice', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45'],
    ['half an hour left out', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45'],
  ])('show %s once', (_name, zone, day, time, moment) => {
    expect(localMoment(day, time, zone)).toBe(utc(moment));
  });

  test('do not show what is no time, and say so', () => {
    expect(() => localMoment('2026-02-30', '09:00', 'UTC')).toThrow('is no moment');
    expect(() => localMoment('2026-02-01', '9:00', 'UTC')).toThrow('is no moment');
    expect(() => localMoment('2026-02-01', '09:00', 'Europe/Atlantis')).toThrow('is no moment');
  });
});

describe('the next time of day', () => {
  test.each<[string, string, string, number[], string]>([
    ['is today when it is still to come', '2026-06-01T07:59', '09:00', [], '2026-06-01T08:00'],
    ['is tomorrow when it is that time', '2026-06-01T08:00', '09:00', [], '2026-06-02T08:00'],
    ['is the next of the weekdays', '2026-06-01T08:00', '09:00', [1, 5], '2026-06-05T08:00'],
    ['is in a week on the same weekday', '2026-06-01T08:00', '09:00', [1], '2026-06-08T08:00'],
    ['is by the clocks of winter', '2026-10-24T12:00', '09:00', [], '2026-10-25T09:00'],
  ])('%s', (_name, after, time, weekdays, moment) => {
    expect(nextTimeOfDay(utc(after), time, weekdays, 'Europe/London')).toBe(utc(moment));
  });
});

describe('the next day of the month', () => {
  test.each<[string, string, number, boolean, string]>([
    ['is this month', '2026-06-10T00:00', 25, false, '2026-06-25T08:00'],
    ['is next month when it is over', '2026-06-25T08:00', 25, false, '2026-07-25T08:00'],
    ['is the last of a shorter month', '2026-02-10T00:00', 31, false, '2026-02-28T09:00'],
    ['is the last of a leap year', '2028-02-10T00:00', 30, false, '2028-02-29T09:00'],
    ['is the Friday before a Saturday', '2026-07-01T00:00', 25, true, '2026-07-24T08:00'],
    ['is the Friday before a Sunday', '2026-10-10T00:00', 25, true, '2026-10-23T08:00'],
    ['is in the month before', '2026-07-15T00:00', 1, true, '2026-07-31T08:00'],
    ['is after one that was moved', '2026-07-31T08:00', 1, true, '2026-09-01T08:00'],
  ])('%s', (_name, after, day, beforeWeekend, moment) => {
    const found = nextMonthDay(utc(after), '09:00', { day, beforeWeekend }, 'Europe/London');
    expect(found).toBe(utc(moment));
  });
});

const zones = fc.constantFrom(
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
);
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const moments = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) });
const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7]);

test('the next time of day is later, soon, shows the time or is within a change of the clocks, and none is between', () => {
  fc.assert(
    fc.property(moments, times, weekdays, zones, (after, time, days, zone) => {
      const next = nextTimeOfDay(after, time, days, zone);
      expect(next).toBeGreaterThan(after);
      expect(next - after).toBeLessThanOrEqual((days.length === 0 ? 1 : 7) * DAY + 2 * HOUR);
      const local = DateTime.fromMillis(next, { zone });
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      const off = Math.abs(local.hour * 60 + local.minute - hour * 60 - minute);
      expect(off).toBeLessThanOrEqual(60);
      if (days.length > 0) expect(days).toContain(local.weekday);
      expect(nextTimeOfDay(next - 1, time, days, zone)).toBe(next);
    }),
    { numRuns: 300 },
  );
});

test('the next day of the month is later, within five weeks, on no weekend if so chosen, and none is between', () => {
  const days = fc.record({ day: fc.integer({ min: 1, max: 31 }), beforeWeekend: fc.boolean() });
  fc.assert(
    fc.property(moments, times, days, zones, (after, time, monthDay, zone) => {
      const next = nextMonthDay(after, time, monthDay, zone);
      expect(next).toBeGreaterThan(after);
      expect(next - after).toBeLessThanOrEqual(34 * DAY);
      const { weekday } = DateTime.fromMillis(next, { zone });
      if (monthDay.beforeWeekend) expect(weekday).toBeLessThanOrEqual(5);
      expect(nextMonthDay(next - 1, time, monthDay, zone)).toBe(next);
    }),
    { numRuns: 300 },
  );
});
