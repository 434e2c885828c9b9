import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE } from '#app/lib/duration.ts';
import { NO_PACE, sendPacer, type SendPace } from './send-pace.ts';

function anyTime(at: number): number {
  return at;
}

/** Moments for emails that want some minutes, taken in parts as after restarts. */
function takeAll(wanted: readonly number[], perMinute: number, part: number): number[] {
  let pace: SendPace = NO_PACE;
  const taken: number[] = [];
  for (let from = 0; from < wanted.length; from += part) {
    const pacer = sendPacer(pace, perMinute);
    for (const minute of wanted.slice(from, from + part))
      taken.push(pacer.take(minute * MINUTE, anyTime));
    // As it is stored and read again.
    pace = JSON.parse(JSON.stringify(pacer.pace())) as SendPace;
  }
  return taken;
}

test('the first go at once, the others minute by minute', () => {
  expect(takeAll([5, 5, 5, 5, 5], 2, 2)).toEqual([5, 5, 6, 6, 7].map((minute) => minute * MINUTE));
});

test('people who want a later moment are not put before it, and fill what is free', () => {
  expect(takeAll([1, 1, 2, 1, 9], 1, 9)).toEqual([1, 2, 3, 4, 9].map((minute) => minute * MINUTE));
});

test('no minute ever has more than it may, no email leaves too early, and restarts make no difference', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 20 }),
      (wanted, perMinute, part) => {
        const taken = takeAll(wanted, perMinute, part);
        const counts = new Map<number, number>();
        taken.forEach((at, index) => {
          expect(at).toBeGreaterThanOrEqual((wanted[index] ?? 0) * MINUTE);
          const minute = Math.floor(at / MINUTE);
          counts.set(minute, (counts.get(minute) ?? 0) + 1);
        });
        expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(perMinute);
        expect(taken).toEqual(takeAll(wanted, perMinute, wanted.length + 1));
      },
    ),
  );
});

test('a moment in quiet hours is passed over, also when the throttle leads into them', () => {
  const quiet = (at: number) => (at >= 2 * MINUTE && at < 9 * MINUTE ? 9 * MINUTE : at);
  const pacer = sendPacer(NO_PACE, 1);
  const taken = [1, 1, 1].map((minute) => pacer.take(minute * MINUTE, quiet) / MINUTE);
  expect(taken).toEqual([1, 9, 10]);
});

test('a million emails of one moment are kept in one span', () => {
  const pacer = sendPacer(NO_PACE, 1_000);
  for (let n = 0; n < 100_000; n += 1) pacer.take(0, anyTime);
  expect(pacer.pace()).toEqual({ full: [[0, 99]], partial: [] });
});
