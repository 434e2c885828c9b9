import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { NOON, profiles } from '#tests/arbitraries/profile.ts';
import { countPerson, newTally, previewOf } from './preview.ts';
import { retailModel } from './retail-model.ts';
import { scoreProfile } from './score.ts';
import { wholesaleModel } from './wholesale-model.ts';

const models = { before: retailModel, after: wholesaleModel };

function previewed(states: readonly ProfileState[]) {
  const tally = newTally();
  for (const [index, state] of states.entries())
    countPerson(tally, models, { id: String(index), name: null, state }, NOON);
  return previewOf(tally, models, NOON, 'UTC');
}

test('sizes add up, and those who move are the ones whose grade is another', () => {
  fc.assert(
    fc.property(fc.array(profiles, { maxLength: 12 }), (states) => {
      const { before, after, up, down } = previewed(states);
      const grades = states.map((state) => [
        scoreProfile(retailModel, state, NOON).grade,
        scoreProfile(wholesaleModel, state, NOON).grade,
      ]);
      for (const { bands, grades: sizes } of [before, after])
        for (const counts of [Object.values(bands), Object.values(sizes)])
          expect(counts.reduce((sum, one) => sum + one, 0)).toBe(states.length);
      expect(up.count + down.count).toBe(grades.filter(([was, is]) => was !== is).length);
      for (const mover of [...up.furthest, ...down.furthest])
        expect([mover.before.grade, mover.after.grade]).toEqual(grades[Number(mover.id)]);
    }),
  );
});

test('nearer to buying is up, whatever fit does', () => {
  const furthest = fc.sample(profiles, { numRuns: 200, seed: 3 });
  const { up, down } = previewed(furthest);
  const digits = (movers: typeof up.furthest) =>
    movers.map(({ before, after }) => Number(after.grade[1]) - Number(before.grade[1]));
  expect(up.furthest).toHaveLength(5);
  expect(down.furthest).toHaveLength(5);
  for (const change of digits(up.furthest)) expect(change).toBeLessThanOrEqual(0);
  for (const change of digits(down.furthest)) expect(change).toBeGreaterThanOrEqual(0);
});
