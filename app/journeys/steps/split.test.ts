import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contextAt, runAt, TRIED_JOURNEY } from '#tests/fixtures/step-context.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { splitHandler, splitProblems, type SplitStep } from './split.ts';

function splitInto(...percents: number[]): SplitStep {
  const variants = percents.map((percent, index) => {
    return { label: '', percent, next: `to-${String(index)}` };
  });
  return { id: 'split', kind: 'split', variants };
}

function enter(step: SplitStep, runId: string, visit = 1) {
  const run = runAt('split', { id: runId, dedupeKey: `event:${runId}`, visit });
  return splitHandler.enter(step, run, 5, contextAt(5), TRIED_JOURNEY);
}

function variantOf(step: SplitStep, runId: string): number {
  const { outcome } = enter(step, runId);
  return outcome.kind === 'next' ? Number(outcome.stepId.replace('to-', '')) : -1;
}

test('a run takes the same variant whenever it comes, and the decision names it', () => {
  const step = splitInto(50, 50);
  const [first, again] = [enter(step, 'run-1'), enter(step, 'run-1', 7)];
  expect(again.outcome).toEqual(first.outcome);
  const index = variantOf(step, 'run-1');
  expect(first.decisions).toMatchObject([
    {
      outcome: `variant_${String(index + 1)}`,
      reason: 'split',
      rule: 'tried@1',
      at: 5,
      facts: { variant: 'AB'[index], percent: 50 },
    },
  ]);
});

test('the run of a person with an address takes the same variant by whichever delivery their profile was made', () => {
  const step = splitInto(50, 50);
  const taken = Array.from({ length: 100 }, (_, index) => {
    const email = { value: `person-${String(index)}@example.com`, at: 1 };
    const context = contextAt(5, { person: { ...newProfile(1), email } });
    const [first, ...others] = ['by-customer', 'by-address', 'by-cart'].map((profileId) => {
      const key = `person:${profileId}#order`;
      const run = runAt('split', { id: `run-of-${profileId}`, profileId, dedupeKey: key });
      const { outcome, decisions = [] } = splitHandler.enter(step, run, 5, context, TRIED_JOURNEY);
      return { outcome, read: decisions.map(({ input }) => input) };
    });
    expect(others).toEqual([first, first]);
    return first?.outcome;
  });
  expect(new Set(taken.map((outcome) => JSON.stringify(outcome))).size).toBe(2);
});

test('a person who enters again may take another variant', () => {
  const step = splitInto(50, 50);
  const taken = Array.from({ length: 100 }, (_, enteredAt) => {
    const run = runAt('split', { dedupeKey: `person:ada#${String(enteredAt)}`, enteredAt });
    return JSON.stringify(splitHandler.enter(step, run, 5, contextAt(5), TRIED_JOURNEY).outcome);
  });
  expect(new Set(taken).size).toBe(2);
});

test('the runs of a journey are spread over the variants as their shares say', () => {
  const runs = 5_000;
  for (const percents of [[50, 50], [10, 20, 30, 40], Array.from({ length: 10 }, () => 10)]) {
    const counts = percents.map(() => 0);
    const step = splitInto(...percents);
    for (let index = 0; index < runs; index += 1) {
      const variant = variantOf(step, `run-${String(index)}`);
      counts[variant] = (counts[variant] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count, index) => {
      const expected = (runs * (percents[index] ?? 0)) / 100;
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    // 9 degrees of freedom at most: beyond this in one of a thousand cases.
    expect(chiSquare).toBeLessThan(27.9);
  }
});

test('two splits of a journey are independent', () => {
  const [one, other] = [splitInto(50, 50), { ...splitInto(50, 50), id: 'other' }];
  const both = Array.from({ length: 10_000 }, (_, index) => `run-${String(index)}`).filter(
    (id) => variantOf(one, id) === 0 && variantOf(other, id) === 0,
  );
  // 2,500 are expected, with a standard deviation of 43.
  expect(Math.abs(both.length - 2_500)).toBeLessThan(150);
});

test.each<[string, SplitStep, string[]]>([
  ['that add up', splitInto(34, 33, 33), []],
  [
    'that add up to less',
    splitInto(50, 40),
    ['The variants add up to 90 %. Make them add up to 100 %.'],
  ],
  [
    'with one above a hundred',
    splitInto(120, 10),
    ['The variants add up to 130 %. Make them add up to 100 %.'],
  ],
  [
    'with one of nothing',
    splitInto(100, 0),
    ['A variant of 0 % is never taken. Give it a share or remove it.'],
  ],
  ['of which there is one', splitInto(100), ['Add a second variant.']],
])('variants %s are named when they cannot be used', (_name, step, problems) => {
  expect(splitHandler.schema.safeParse(step).success).toBe(true);
  expect(splitProblems(step.variants)).toEqual(problems);
});

test('whatever the shares, a run takes one of the variants', () => {
  const percents = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(percents, fc.uuid(), (shares, id) => {
      const variant = variantOf(splitInto(...shares), id);
      expect(variant).toBeGreaterThanOrEqual(0);
      expect(variant).toBeLessThan(shares.length);
    }),
  );
});
