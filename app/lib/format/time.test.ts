import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../duration.ts';
import { formatRelativeTime } from './relative-time.ts';
import {
  formatDate,
  formatDay,
  formatDayAndMonth,
  formatShortDay,
  formatTime,
  formatTimeAndZone,
  formatTimeOfDay,
} from './time.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 5);

test.each([
  ['UTC', '21 Nov 2026, 10:05', '10:05', '21 Nov 2026, 10:05 UTC'],
  ['Australia/Sydney', '21 Nov 2026, 21:05', '21:05', '21 Nov 2026, 21:05 GMT+11'],
  ['Pacific/Kiritimati', '22 Nov 2026, 00:05', '00:05', '22 Nov 2026, 00:05 GMT+14'],
  ['America/St_Johns', '21 Nov 2026, 06:35', '06:35', '21 Nov 2026, 06:35 GMT-3:30'],
])('a moment is shown in the zone %s', (timeZone, time, timeOfDay, timeAndZone) => {
  expect(formatTime(NOW, timeZone)).toBe(time);
  expect(formatTimeOfDay(NOW, timeZone)).toBe(timeOfDay);
  expect(formatTimeAndZone(NOW, timeZone).replace(' at ', ', ')).toBe(timeAndZone);
  expect(formatDate(NOW, timeZone)).toBe(time.slice(0, -7));
  expect(formatDayAndMonth(NOW, timeZone)).toBe(time.slice(0, -12));
});

test.each([
  ['before the clocks go back', Date.UTC(2026, 9, 25, 0, 30), '25 Oct 2026, 01:30', 'BST'],
  ['after the clocks went back', Date.UTC(2026, 9, 25, 1, 30), '25 Oct 2026, 01:30', 'GMT'],
  ['before the clocks go forward', Date.UTC(2026, 2, 29, 0, 59), '29 Mar 2026, 00:59', 'GMT'],
  ['after the clocks went forward', Date.UTC(2026, 2, 29, 1, 0), '29 Mar 2026, 02:00', 'BST'],
])('daylight saving: %s', (_, at, time, zone) => {
  expect(formatTime(at, 'Europe/London')).toBe(time);
  expect(formatTimeAndZone(at, 'Europe/London').endsWith(` ${zone}`)).toBe(true);
});

test('a day of the calendar is the same day in every zone, and no day is a dash', () => {
  expect([formatDay('2026-11-01'), formatShortDay('2026-11-01')]).toEqual(['1 Nov 2026', '1 Nov']);
  expect([formatDay('soon'), formatShortDay('2026-13-01')]).toEqual(['–', '–']);
});

test('a moment that is none is a dash', () => {
  expect(formatTime(Number.NaN, 'UTC')).toBe('–');
  expect(formatDate(9e15, 'UTC')).toBe('–');
  expect(formatRelativeTime(Number.NaN, NOW, 'UTC')).toBe('–');
});

describe('formatRelativeTime', () => {
  test.each([
    [-400, 'now'],
    [-40 * SECOND, '40 seconds ago'],
    [-5 * MINUTE, '5 minutes ago'],
    [2 * HOUR + 59 * MINUTE, 'in 2 hours'],
    [-HOUR, '1 hour ago'],
    [-23 * HOUR, '23 hours ago'],
    [-DAY, 'yesterday'],
    [DAY, 'tomorrow'],
    [-2 * DAY, '2 days ago'],
    [-31 * DAY, '21 Oct 2026'],
    [31 * DAY, '22 Dec 2026'],
  ])('%d ms from now is %j', (distance, text) => {
    expect(formatRelativeTime(NOW + distance, NOW, 'UTC')).toBe(text);
  });

  test('days are those of the calendar of the shop', () => {
    const thursdayEvening = Date.UTC(2026, 10, 19, 20);
    // 38 hours before, on Saturday morning; in Sydney both are a day further.
    expect(formatRelativeTime(thursdayEvening, NOW, 'UTC')).toBe('2 days ago');
    expect(formatRelativeTime(thursdayEvening, NOW, 'Australia/Sydney')).toBe('yesterday');
  });

  test('a day of 25 hours is no day ago while it lasts', () => {
    const start = Date.UTC(2026, 9, 24, 23);
    expect(formatRelativeTime(start, start + 24.5 * HOUR, 'Europe/London')).toBe('24 hours ago');
  });
});
