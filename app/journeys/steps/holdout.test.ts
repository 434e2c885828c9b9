import { expect, test } from 'vitest';
import { contextAt, runAt, TRIED_JOURNEY } from '#tests/fixtures/step-context.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { holdoutHandler, type HoldoutStep } from './holdout.ts';

const people = Array.from({ length: 10_000 }, (_, index) => `person-${String(index)}`);

function enter(profileId: string, percent: number, journey = TRIED_JOURNEY, id = 'run-1') {
  const step: HoldoutStep = { id: 'hold', kind: 'holdout', percent, next: 'mail' };
  const run = runAt('hold', { id, profileId });
  return holdoutHandler.enter(step, run, 5, contextAt(5), journey);
}

function heldOut(percent: number, journey = TRIED_JOURNEY): Set<string> {
  return new Set(people.filter((id) => enter(id, percent, journey).outcome.kind === 'end'));
}

test('as many people as chosen get nothing of what follows, and the decision says so of each', () => {
  const held = heldOut(10);
  // 1,000 are expected, with a standard deviation of 30.
  expect(Math.abs(held.size - 1_000)).toBeLessThan(110);
  const [ended, went] = [true, false].map((is) => people.find((id) => held.has(id) === is) ?? '');
  expect(enter(ended ?? '', 10)).toMatchObject({
    outcome: { kind: 'end', reason: 'held_out', at: 5 },
    decisions: [{ outcome: 'held_out', reason: 'hold', rule: 'tried@1', facts: { percent: 10 } }],
  });
  expect(enter(went ?? '', 10)).toMatchObject({
    outcome: { kind: 'next', stepId: 'mail', at: 5 },
    decisions: [{ outcome: 'not_held_out' }],
  });
});

test('a person with an address is on the same side by whichever delivery their profile was made', () => {
  const step: HoldoutStep = { id: 'hold', kind: 'holdout', percent: 50, next: 'mail' };
  for (const name of people.slice(0, 100)) {
    const email = { value: `${name}@example.com`, at: 1 };
    const context = contextAt(5, { person: { ...newProfile(1), email } });
    const sides = ['by-customer', 'by-address', 'by-cart'].map((profileId) => {
      const run = runAt('hold', { profileId });
      const { outcome, decisions = [] } = holdoutHandler.enter(
        step,
        run,
        5,
        context,
        TRIED_JOURNEY,
      );
      return { kind: outcome.kind, read: decisions.map(({ input }) => input) };
    });
    expect(sides[1]).toEqual(sides[0]);
    expect(sides[2]).toEqual(sides[0]);
  }
});

test('a person is on the same side in every run, and stays held out when more are', () => {
  const [some, more] = [heldOut(10), heldOut(30)];
  for (const id of some) {
    expect(enter(id, 10, TRIED_JOURNEY, 'run-2').outcome.kind).toBe('end');
    expect(more.has(id)).toBe(true);
  }
});

test('who is held out of one journey is not thereby held out of another', () => {
  const other = heldOut(50, { ...TRIED_JOURNEY, key: 'other', rule: 'other@1' });
  const both = [...heldOut(50)].filter((id) => other.has(id));
  // 2,500 are expected, with a standard deviation of 43.
  expect(Math.abs(both.length - 2_500)).toBeLessThan(150);
});

test.each([
  [0, 1],
  [1, 0],
  [99, 0],
  [100, 1],
  [250, 1],
])('a share of %d percent has %d problems', (percent, count) => {
  const step: HoldoutStep = { id: 'hold', kind: 'holdout', percent, next: 'mail' };
  expect(holdoutHandler.schema.safeParse(step).success).toBe(true);
  expect(holdoutHandler.problems?.(step)).toHaveLength(count);
});
