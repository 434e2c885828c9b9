import { expect, test } from 'vitest';
import { holdoutLift } from './holdout-lift.ts';

test('the lift has the bounds that Newcombe printed (56 of 70 against 48 of 80: 5.2 to 33.4 points)', () => {
  const lift = holdoutLift({
    treated: { people: 70, ordered: 56 },
    heldOut: { people: 80, ordered: 48 },
  });
  expect(lift?.difference).toBeCloseTo(0.2, 4);
  expect(lift?.low).toBeCloseTo(0.0524, 4);
  expect(lift?.high).toBeCloseTo(0.3339, 4);
});

test('few people leave open whether anything was gained', () => {
  const lift = holdoutLift({
    treated: { people: 10, ordered: 1 },
    heldOut: { people: 3, ordered: 0 },
  });
  expect(lift?.low).toBeLessThan(0);
  expect(lift?.high).toBeGreaterThan(0);
});

test('there is no lift while one side is empty', () => {
  const side = { people: 5, ordered: 1 };
  const empty = { people: 0, ordered: 0 };
  expect(holdoutLift({ treated: side, heldOut: empty })).toBeNull();
  expect(holdoutLift({ treated: empty, heldOut: side })).toBeNull();
});
