import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { campaignWindow, dueAtOf } from './campaign-times.ts';

const LONDON = 'Europe/London';
const NOON = Date.UTC(2026, 10, 20, 12);
const PERSON = { kind: 'person', day: '2026-11-20', time: '09:00', late: 'next_day' } as const;

function dueIn(personZone: string, startedAt: number, late: 'at_once' | 'next_day'): number {
  return dueAtOf({ ...PERSON, late }, { personZone, shopZone: LONDON }, startedAt);
}

test('one for at once begins and ends now', () => {
  expect(campaignWindow({ kind: 'now' }, LONDON, NOON)).toEqual({ begins: NOON, ends: NOON });
});

test('a time of the store is read on its clock, also after the clocks were changed', () => {
  const timing = { kind: 'shop', day: '2026-07-01', time: '09:00' } as const;
  const at = Date.UTC(2026, 6, 1, 8);
  expect(campaignWindow(timing, LONDON, 0)).toEqual({ begins: at, ends: at });
});

test('a time on each clock begins in the east and ends in the west, 26 hours later', () => {
  const { begins, ends } = campaignWindow(PERSON, LONDON, 0);
  expect(begins).toBe(Date.UTC(2026, 10, 19, 19));
  expect(ends - begins).toBe(26 * HOUR);
});

test('begun too late for some, it takes a day more where they wait for the next day', () => {
  const late = Date.UTC(2026, 10, 20, 8);
  expect(campaignWindow(PERSON, LONDON, late).ends).toBe(Date.UTC(2026, 10, 21, 21));
  const atOnce = { ...PERSON, late: 'at_once' } as const;
  expect(campaignWindow(atOnce, LONDON, late).ends).toBe(Date.UTC(2026, 10, 20, 21));
});

test('each is due when their own clock shows the time', () => {
  const started = Date.UTC(2026, 10, 19, 19);
  expect(dueIn('Asia/Tokyo', started, 'next_day')).toBe(Date.UTC(2026, 10, 20, 0));
  expect(dueIn('America/New_York', started, 'next_day')).toBe(Date.UTC(2026, 10, 20, 14));
});

test('who is past the time already gets it at once or a day later, as the merchant chose', () => {
  expect(dueIn('Asia/Tokyo', NOON, 'at_once')).toBe(NOON);
  expect(dueIn('Asia/Tokyo', NOON, 'next_day')).toBe(Date.UTC(2026, 10, 20, 0) + DAY);
});
