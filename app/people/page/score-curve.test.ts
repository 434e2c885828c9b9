import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { KeptEvent } from '#app/profiles/profile-as-of.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { scoreCurve } from './score-curve.ts';

const always = [{ madeAt: null, model: retailModel }];

test('a curve ends in the score of now and goes on from it as time alone will', () => {
  fc.assert(
    fc.property(profiles, (state) => {
      const { past, future } = scoreCurve(state, [], always, NOON);
      const present = { at: NOON, ...scoreProfile(retailModel, state, NOON) };
      expect(past.at(-1)).toEqual(present);
      expect(future[0]).toEqual(present);
      for (const { at, ...score } of future)
        expect(score).toEqual(scoreProfile(retailModel, state, at));
      const moments = [...past, ...future.slice(1)].map(({ at }) => at);
      expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b));
    }),
  );
});

test('each moment of the past is scored by what had happened and by the model of then', () => {
  const payload = { kind: 'product.viewed', productId: '1' } as const;
  const viewed: KeptEvent = { at: NOON - 5 * DAY, payload, traits: null };
  const doubled = retailModel.signals.map((rule) => ({ ...rule, points: rule.points * 2 }));
  const models = [
    { madeAt: NOON - 2 * DAY, model: { ...retailModel, version: 2, signals: doubled } },
    ...always,
  ];
  const state = newProfile(NOON - 10 * DAY);
  const { past } = scoreCurve(state, [viewed], models, NOON);
  const intentBefore = (days: number) =>
    past.find(({ at }) => at >= NOON - days * DAY)?.intent ?? NaN;
  expect(intentBefore(6)).toBe(0);
  expect(intentBefore(5)).toBeCloseTo(3, 1);
  expect(intentBefore(2.2)).toBeLessThan(3);
  expect(intentBefore(2)).toBeGreaterThan(3);
});
