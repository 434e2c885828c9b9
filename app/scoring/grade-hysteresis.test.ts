import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { DayBucket, ProfileState } from '#app/profiles/profile-state.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { intentDigit, nextDigit, type IntentDigit } from './grade.ts';
import { digitWithHysteresis } from './grade-hysteresis.ts';
import { intentParts, toHundred, totalPoints } from './intent.ts';
import type { ScoreModel } from './model.ts';
import { nextIntentChange } from './next-change.ts';
import { retailModel } from './retail-model.ts';

function intentAt(model: ScoreModel, state: ProfileState, at: number): number {
  return toHundred(totalPoints(intentParts(model, state, at), at));
}

/** The digit found by living through everything from the beginning, change by change. */
function lived(model: ScoreModel, state: ProfileState, until: number): IntentDigit {
  const { thresholds } = model;
  let digit: IntentDigit = 4;
  for (let at: number | null = NOON - 800 * DAY; at !== null && at <= until;) {
    digit = nextDigit(thresholds, digit, intentAt(model, state, at));
    const held: IntentDigit = digit;
    at = nextIntentChange(model, state, at, (intent) => nextDigit(thresholds, held, intent));
  }
  return digit;
}

/** Both sides of nothing, with thresholds that a few points cross to and fro. */
const models = fc
  .record({
    points: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 12, maxLength: 12 }),
    lives: fc.array(fc.double({ min: 0.2, max: 30, noNaN: true }), {
      minLength: 12,
      maxLength: 12,
    }),
    digits: fc.constantFrom({ 1: 50, 2: 25, 3: 8 }, { 1: 20, 2: 19, 3: 18 }, { 1: 9, 2: 5, 3: 1 }),
  })
  .map(({ points, lives, digits }): ScoreModel => ({
    ...retailModel,
    thresholds: { ...retailModel.thresholds, digits },
    signals: retailModel.signals.map((rule, index) => ({
      ...rule,
      points: points[index] ?? 1,
      halfLifeDays: lives[index] ?? 1,
    })),
  }));

/** A checkout an `interval` after the other, the first of them on NOON's day. */
function checkoutsEvery(interval: number, count: number): ProfileState {
  const buckets = Array.from({ length: count }, (_, index): DayBucket => {
    const at = NOON + index * interval;
    const day = Math.floor(at / DAY);
    return [day, 1, at - day * DAY];
  });
  return { ...newProfile(NOON), signals: { checkout_started: buckets.reverse() } };
}

describe('a digit with hysteresis', () => {
  it('is the one found by living through everything from the beginning', () => {
    let held = 0;
    fc.assert(
      fc.property(models, profiles, (model, state) => {
        const digit = digitWithHysteresis(model, state, NOON);
        expect(digit).toBe(lived(model, state, NOON));
        if (digit !== intentDigit(model.thresholds, intentAt(model, state, NOON))) held += 1;
      }),
      { numRuns: 1_000 },
    );
    expect(held).toBeGreaterThan(0);
  });

  it('stays the same between two visits that lift the intent over its threshold and let it sink below', () => {
    // 3 points a day that fade by 7 % until the next: between 41.8 and 44.8 in the end.
    const model: ScoreModel = {
      ...retailModel,
      thresholds: { ...retailModel.thresholds, digits: { 1: 50, 2: 43, 3: 8 } },
      signals: retailModel.signals.map((rule) => ({
        ...rule,
        points: 3,
        cap: 100,
        halfLifeDays: 10,
      })),
    };
    const state = checkoutsEvery(DAY, 75);
    const hours = Array.from({ length: 14 * 24 }, (_, hour) => NOON + 60 * DAY + hour * HOUR);
    const digitChanges = (digitAt: (at: number) => IntentDigit) =>
      hours.filter((at) => digitAt(at) !== digitAt(at - HOUR)).length;
    expect(
      digitChanges((at) => intentDigit(model.thresholds, intentAt(model, state, at))),
    ).toBeGreaterThanOrEqual(27);
    expect(digitChanges((at) => digitWithHysteresis(model, state, at))).toBe(0);
  });

  it.each<[string, number, number, IntentDigit]>([
    ['is kept: reached, then a tenth below at most', 0.15, 1, 2],
    ['is lost: reached, then more than a tenth below', 0.16, 1, 3],
    ['is no better: never reached', 0, 0, 4],
  ])('%s', (_, halfLives, times, digit) => {
    const model = {
      ...retailModel,
      thresholds: { ...retailModel.thresholds, digits: { 1: 50, 2: 20, 3: 8 } },
    };
    const state = checkoutsEvery(DAY, times);
    expect(digitWithHysteresis(model, state, NOON + halfLives * 5 * DAY)).toBe(digit);
  });
});
