import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { DayBucket, Signal } from '#app/profiles/profile-state.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { intentParts, toHundred, totalPoints } from './intent.ts';
import type { ScoreModel } from './model.ts';
import { nextIntentChange, nextScoreChange } from './next-change.ts';
import { retailModel } from './retail-model.ts';
import { scoreProfile } from './score.ts';

const WATCHED = 4 * DAY;

/** Models whose points come and go within the watched days, on both sides of nothing. */
const models: fc.Arbitrary<ScoreModel> = fc
  .record({
    points: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 12, maxLength: 12 }),
    caps: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 12, maxLength: 12 }),
    lives: fc.array(fc.double({ min: 0.2, max: 9, noNaN: true }), { minLength: 12, maxLength: 12 }),
  })
  .map(({ points, caps, lives }) => ({
    ...retailModel,
    signals: retailModel.signals.map((rule, index) => ({
      ...rule,
      points: points[index] ?? 1,
      cap: caps[index] ?? 1,
      halfLifeDays: lives[index] ?? 1,
    })),
  }));

function intentAt(model: ScoreModel, state: Parameters<typeof intentParts>[1], at: number): number {
  return toHundred(totalPoints(intentParts(model, state, at), at));
}

function oneMoment(at: number, count = 1): DayBucket[] {
  const day = Math.floor(at / DAY);
  return [[day, count, at - day * DAY]];
}

function withSignals(signals: Partial<Record<Signal, DayBucket[]>>) {
  return { ...newProfile(NOON - DAY), signals };
}

describe('the next change of a grade', () => {
  it('is the millisecond found by stepping the clock, for any model and any history', () => {
    fc.assert(
      fc.property(models, profiles, (model, state) => {
        const grade = scoreProfile(model, state, NOON).grade;
        const found = nextScoreChange(model, state, NOON);
        if (found !== null) {
          expect(scoreProfile(model, state, found).grade).not.toBe(grade);
          expect(scoreProfile(model, state, found - 1).grade).toBe(grade);
        }
        const until = Math.min(found ?? Infinity, NOON + WATCHED);
        for (let at = NOON + 1; at < until; at += 10 * MINUTE) {
          if (scoreProfile(model, state, at).grade !== grade)
            expect.fail(`missed a change at ${at}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is found for every level of the intent, not only for grades', () => {
    fc.assert(
      fc.property(
        models,
        profiles,
        fc.double({ min: 0, max: 100, noNaN: true }),
        (model, state, edge) => {
          const side = (at: number) => Math.sign(intentAt(model, state, at) - edge);
          const found = nextIntentChange(model, state, NOON, (intent) => Math.sign(intent - edge));
          if (found !== null) expect(side(found)).not.toBe(side(NOON));
          if (found !== null) expect(side(found - 1)).toBe(side(NOON));
          const until = Math.min(found ?? Infinity, NOON + WATCHED);
          for (let at = NOON + 1; at < until; at += 10 * MINUTE) expect(side(at)).toBe(side(NOON));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is where a single signal has faded to the threshold', () => {
    const state = withSignals({ checkout_started: oneMoment(NOON) });
    const found = nextScoreChange(retailModel, state, NOON);
    // 20 points reach 7.195, which is shown as 7.20, a tenth below the threshold of 8, and then fall below.
    const expected = NOON + 5 * DAY * Math.log2(20 / 7.195);
    expect(Math.abs((found ?? 0) - expected)).toBeLessThanOrEqual(1);
  });

  it('sees a grade rise when what takes away fades faster, and fall again later', () => {
    const [order, refund] = ['order_placed', 'refunded'] as const;
    const base = retailModel.signals[0];
    if (base === undefined) throw new Error('The retail model has no signals; give it one.');
    const model: ScoreModel = {
      ...retailModel,
      signals: [
        { ...base, signal: order, points: 60, cap: 60, halfLifeDays: 20 },
        { ...base, signal: refund, points: -50, cap: 50, halfLifeDays: 1 },
      ],
    };
    const state = withSignals({ [order]: oneMoment(NOON), [refund]: oneMoment(NOON) });
    const grades: string[] = [scoreProfile(model, state, NOON).grade];
    let at = nextScoreChange(model, state, NOON);
    while (at !== null) {
      grades.push(scoreProfile(model, state, at).grade);
      at = nextScoreChange(model, state, at);
    }
    expect(grades).toEqual(['D3', 'D2', 'D3', 'D4']);
  });

  it('sees what is dated later begin to count', () => {
    const state = withSignals({ checkout_started: oneMoment(NOON + HOUR) });
    expect(scoreProfile(retailModel, state, NOON).grade).toBe('D4');
    expect(nextScoreChange(retailModel, state, NOON)).toBe(NOON + HOUR);
  });

  it('never comes for a person of whom nothing is known', () => {
    expect(nextScoreChange(retailModel, newProfile(NOON), NOON)).toBeNull();
  });

  it('sees a dip between two moments of the same level', () => {
    const base = retailModel.signals[0];
    if (base === undefined) throw new Error('The retail model has no signals; give it one.');
    const model: ScoreModel = {
      ...retailModel,
      signals: [
        { ...base, signal: 'order_placed', points: 60, cap: 60, halfLifeDays: 20 },
        { ...base, signal: 'page_viewed', points: 40, cap: 40, halfLifeDays: 0.2 },
        { ...base, signal: 'refunded', points: -50, cap: 50, halfLifeDays: 2 },
      ],
    };
    const once = oneMoment(NOON);
    const state = withSignals({ order_placed: once, page_viewed: once, refunded: once });
    const above = (at: number) => Number(intentAt(model, state, at) >= 25);
    expect([0, 1, 6].map((days) => above(NOON + days * DAY))).toEqual([1, 0, 1]);
    const found = nextIntentChange(model, state, NOON, (intent) => Number(intent >= 25)) ?? 0;
    expect(found).toBeLessThan(NOON + DAY);
    expect([above(found - 1), above(found)]).toEqual([1, 0]);
  });

  it('passes over a peak that all but touches a threshold', () => {
    const base = retailModel.signals[0];
    if (base === undefined) throw new Error('The retail model has no signals; give it one.');
    // 40·2^-t − 40·2^-2t rises to exactly 10 after one day and falls again.
    const model: ScoreModel = {
      ...retailModel,
      thresholds: { ...retailModel.thresholds, digits: { 1: 50, 2: 25, 3: 10.01 } },
      signals: [
        { ...base, signal: 'order_placed', points: 40, cap: 40, halfLifeDays: 1 },
        { ...base, signal: 'refunded', points: -40, cap: 40, halfLifeDays: 0.5 },
      ],
    };
    const state = withSignals({ order_placed: oneMoment(NOON), refunded: oneMoment(NOON) });
    expect(intentAt(model, state, NOON + DAY)).toBe(10);
    expect(nextScoreChange(model, state, NOON)).toBeNull();
    const touched = {
      ...model,
      thresholds: { ...model.thresholds, digits: { 1: 50, 2: 25, 3: 10 } },
    };
    expect(nextScoreChange(touched, state, NOON)).toBeGreaterThan(NOON);
  });
});
