import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { nextAllowed } from './quiet-hours.ts';

const NIGHT = { from: '21:00', to: '08:00' };

function at(zone: string, local: string): number {
  return DateTime.fromISO(local, { zone }).toMillis();
}

describe('a message ready in the quiet hours leaves when they end', () => {
  test.each([
    ['in the evening', '2026-03-10T22:15', '2026-03-11T08:00'],
    ['in the morning', '2026-03-10T07:59', '2026-03-10T08:00'],
    ['as they begin', '2026-03-10T21:00', '2026-03-11T08:00'],
    ['as they end', '2026-03-10T08:00', '2026-03-10T08:00'],
    ['in the day', '2026-03-10T12:00', '2026-03-10T12:00'],
  ])('%s', (_, ready, leaves) => {
    expect(nextAllowed(NIGHT, 'Europe/London', at('Europe/London', ready))).toBe(
      at('Europe/London', leaves),
    );
  });

  test.each([
    ['Europe/London', '2026-03-28T23:00', 8],
    ['Europe/London', '2026-10-24T23:00', 10],
    ['America/New_York', '2026-03-07T23:00', 8],
    ['America/New_York', '2026-10-31T23:00', 10],
    ['Australia/Lord_Howe', '2026-04-04T23:00', 9.5],
    ['Australia/Lord_Howe', '2026-10-03T23:00', 8.5],
    ['America/Sao_Paulo', '2026-03-28T23:00', 9],
    ['Asia/Kathmandu', '2026-03-28T23:00', 9],
  ])('in %s on the night of %s, after %d hours', (zone, ready, hours) => {
    const moment = at(zone, ready);
    expect(nextAllowed(NIGHT, zone, moment) - moment).toBe(hours * HOUR);
  });
});

test('quiet hours that begin and end at one time are none', () => {
  expect(nextAllowed({ from: '08:00', to: '08:00' }, 'Europe/London', 0)).toBe(0);
  expect(nextAllowed(null, 'Europe/London', 0)).toBe(0);
});

const zones = fc.constantFrom(
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
);
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const moments = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });

test('a message is never early, never a day late, and never leaves in the quiet hours', () => {
  fc.assert(
    fc.property(zones, times, times, moments, (zone, from, to, ready) => {
      const leaves = nextAllowed({ from, to }, zone, ready);
      expect(leaves).toBeGreaterThanOrEqual(ready);
      expect(leaves - ready).toBeLessThanOrEqual(25 * HOUR);
      expect(nextAllowed({ from, to }, zone, leaves)).toBe(leaves);
    }),
    { numRuns: 500 },
  );
});

test('a time of day that is none is refused', () => {
  expect(() => nextAllowed({ from: '25:00', to: '08:00' }, 'Europe/London', MINUTE)).toThrow(
    'time of day',
  );
});
