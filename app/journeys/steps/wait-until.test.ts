import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { contextAt, runAt, TRIED_JOURNEY } from '#tests/fixtures/step-context.ts';
import type { Until } from './until.ts';
import { waitUntilHandler, type WaitUntilStep } from './wait-until.ts';

function utc(text: string): number {
  return Date.parse(`${text}Z`);
}
const ZONES = { shop: 'Europe/London', person: 'America/New_York' };
const nine: Until = { by: 'time_of_day', time: '09:00', weekdays: [] };

function stepWith(until: Until, zone: WaitUntilStep['zone'] = 'person'): WaitUntilStep {
  return { id: 'wait', kind: 'wait_until', until, zone, next: 'mail' };
}

function outcomeOf(step: WaitUntilStep, at: number, zones = ZONES) {
  return waitUntilHandler.enter(step, runAt('wait'), at, contextAt(at, { zones }), TRIED_JOURNEY)
    .outcome;
}

test.each<[string, Until, WaitUntilStep['zone'], string]>([
  ['nine by the clocks of the person', nine, 'person', '2026-06-10T13:00'],
  ['nine by the clocks of the store, which is tomorrow', nine, 'shop', '2026-06-11T08:00'],
  ['nine on a Monday', { ...nine, weekdays: [1] }, 'shop', '2026-06-15T08:00'],
  ['a date', { by: 'date', date: '2026-12-24', time: '18:00' }, 'shop', '2026-12-24T18:00'],
  [
    'payday',
    { by: 'day_of_month', day: 27, time: '09:00', beforeWeekend: true },
    'shop',
    '2026-06-26T08:00',
  ],
  [
    'the end of the month',
    { by: 'day_of_month', day: 31, time: '23:30', beforeWeekend: false },
    'person',
    '2026-07-01T03:30',
  ],
])('a run waits until %s', (_name, until, zone, moment) => {
  const at = utc('2026-06-10T12:00');
  expect(outcomeOf(stepWith(until, zone), at)).toEqual({ kind: 'wait', until: utc(moment) });
});

test('a date that is over is not waited for, and one that is too far away for a year and a day', () => {
  const at = utc('2026-06-10T12:00');
  const past = stepWith({ by: 'date', date: '2026-06-10', time: '07:00' });
  expect(outcomeOf(past, at)).toEqual({ kind: 'next', stepId: 'mail', at });
  const far = stepWith({ by: 'date', date: '2062-06-10', time: '07:00' });
  expect(outcomeOf(far, at)).toEqual({ kind: 'wait', until: at + 366 * DAY });
});

test('what is not chosen yet is a problem, and still has words', () => {
  const empty = stepWith({ by: 'date', date: '', time: '' });
  expect(waitUntilHandler.schema.safeParse(empty).success).toBe(true);
  expect(waitUntilHandler.problems?.(empty)).toEqual([
    'Choose the date.',
    'Choose the time of day.',
  ]);
  expect(waitUntilHandler.problems?.(waitUntilHandler.blank('wait', 'mail'))).toEqual([]);
  const names = new Map();
  expect(waitUntilHandler.words.card(empty, { names, restarts: false }).title).toBe(
    'Wait until a date, a time of day',
  );
});

function two(most: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));
}
const time = fc.tuple(two(23), two(59)).map((parts) => parts.join(':'));
const untils: fc.Arbitrary<Until> = fc.oneof(
  fc.record({
    by: fc.constant('time_of_day' as const),
    time,
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  }),
  fc.record({
    by: fc.constant('date' as const),
    date: fc
      .date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    time,
  }),
  fc.record({
    by: fc.constant('day_of_month' as const),
    day: fc.integer({ min: 1, max: 31 }),
    time,
    beforeWeekend: fc.boolean(),
  }),
);
const zoneNames = fc.constantFrom(
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
);

test('a run never waits for the past, never longer than is said, and only for dates it may go on at once', () => {
  const moments = fc.integer({ min: utc('2026-01-01'), max: utc('2028-01-01') });
  fc.assert(
    fc.property(untils, zoneNames, moments, (until, zone, at) => {
      const step = stepWith(until, 'shop');
      const outcome = outcomeOf(step, at, { shop: zone, person: 'UTC' });
      if (outcome.kind !== 'wait') {
        expect([outcome, until.by]).toEqual([{ kind: 'next', stepId: 'mail', at }, 'date']);
        return;
      }
      expect(outcome.until).toBeGreaterThan(at);
      expect(outcome.until - at).toBeLessThanOrEqual(waitUntilHandler.longestWait(step));
    }),
    { numRuns: 300 },
  );
});
