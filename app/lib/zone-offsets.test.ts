import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { DAY } from './duration.ts';
import { dayNumberIn } from './shop-day.ts';
import { zoneOffsetAt, zoneOffsets } from './zone-offsets.ts';

const [FROM, UNTIL] = [Date.UTC(2005, 0, 1), Date.UTC(2027, 0, 1)];

test('the offsets of a zone say the day of every moment', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/London',
    'America/Los_Angeles',
    'America/Sao_Paulo',
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Kathmandu',
  );
  const known = new Map<string, ReturnType<typeof zoneOffsets>>();
  fc.assert(
    fc.property(zones, fc.integer({ min: FROM, max: UNTIL }), (timeZone, at) => {
      const { from, seconds } = known.get(timeZone) ?? zoneOffsets(timeZone, FROM, UNTIL);
      known.set(timeZone, { from, seconds });
      const offset = seconds[from.filter((change) => change <= at).length] ?? NaN;
      expect(Math.floor((at + offset * 1_000) / DAY)).toBe(dayNumberIn(at, timeZone));
    }),
  );
});

test('offsets change at the second at which the clocks are put forward and back', () => {
  const { from, seconds } = zoneOffsets('Europe/London', Date.UTC(2026, 0, 1), UNTIL);
  expect(from).toEqual([Date.parse('2026-03-29T01:00Z'), Date.parse('2026-10-25T01:00Z')]);
  expect(seconds).toEqual([0, 3_600, 0]);
});

test('the offset at a moment is that of the library, and what is no zone has none', () => {
  const zones = fc.constantFrom('UTC', 'Europe/London', 'Australia/Lord_Howe', 'America/St_Johns');
  fc.assert(
    fc.property(zones, fc.integer({ min: FROM, max: UNTIL }), (timeZone, at) => {
      const { offset } = DateTime.fromMillis(at, { zone: timeZone });
      expect(zoneOffsetAt(timeZone, at)).toBe(offset * 60_000);
    }),
  );
  expect(zoneOffsetAt('Moon/Base', FROM)).toBeNaN();
});
