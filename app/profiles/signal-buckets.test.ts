import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { mergeProfiles } from './identity/merge-profiles.ts';
import { newProfile } from './profile.ts';
import type { ProfileState, Signal } from './profile-state.ts';
import { countSignal } from './signals.ts';

const START = Date.UTC(2026, 0, 1);
type Done = [signal: Signal, at: number];

function after(done: readonly Done[]): ProfileState['signals'] {
  return done.reduce<ProfileState['signals']>(
    (signals, [signal, at]) => countSignal(signals, signal, at),
    {},
  );
}

/** How often a signal counts from one moment on, up to before another. */
function countIn(
  signals: ProfileState['signals'],
  signal: Signal,
  from: number,
  to: number,
): number {
  return (signals[signal] ?? [])
    .filter(([day, , ms]) => day * DAY + ms >= from && day * DAY + ms < to)
    .reduce((sum, [, count]) => sum + count, 0);
}

describe('how often something was done', () => {
  test('is known for the whole of a window, on however many days it was done', () => {
    const clicks = Array.from({ length: 80 }, (_, day): Done => [
      'mail_clicked',
      START + day * DAY + 9 * HOUR,
    ]);
    const end = START + 80 * DAY;
    expect(countIn(after(clicks), 'mail_clicked', end - 90 * DAY, end)).toBe(80);
    expect(countIn(after(clicks), 'mail_clicked', end - 30 * DAY, end)).toBe(30);
  });

  test('leaves a window exactly when it was done, also twice on one day', () => {
    const [morning, evening] = [START + 9 * HOUR, START + 21 * HOUR];
    const signals = after([
      ['product_viewed', morning],
      ['product_viewed', evening],
    ]);
    const now = START + DAY + 10 * HOUR;
    expect(countIn(signals, 'product_viewed', now - DAY, now)).toBe(1);
    expect(countIn(signals, 'product_viewed', morning, now)).toBe(2);
  });

  test('of many years is never lost', () => {
    const views = Array.from({ length: 3_000 }, (_, day): Done => [
      'page_viewed',
      START + day * DAY,
    ]);
    const signals = after(views);
    expect(countIn(signals, 'page_viewed', -Infinity, Infinity)).toBe(3_000);
    expect(signals.page_viewed?.length).toBeLessThan(60);
  });

  const signal = fc.constantFrom<Signal>('page_viewed', 'mail_clicked', 'order_placed', 'searched');
  const done: fc.Arbitrary<Done[]> = fc.array(
    fc.tuple(signal, fc.integer({ min: START, max: START + 900 * DAY })),
    { maxLength: 300, size: 'max' },
  );

  test('is the same in any order, and when two of whom each did a part turn out to be one', () => {
    fc.assert(
      fc.property(
        done.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.nat(all.length),
          ),
        ),
        ([all, again, at]) => {
          expect(after(again)).toEqual(after(all));
          const [one, other] = [again.slice(0, at), again.slice(at)].map((part) => ({
            ...newProfile(START),
            signals: after(part),
          }));
          if (!one || !other) throw new Error('There are two parts.');
          expect(mergeProfiles(one, other).signals).toEqual(after(all));
        },
      ),
      { numRuns: 60 },
    );
  });
});
