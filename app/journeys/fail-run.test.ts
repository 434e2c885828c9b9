import { describe, expect, test } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import type { Journey } from './definition.ts';
import { advanceOrFail } from './fail-run.ts';
import { transitionTo, type StepContext } from './transition.ts';
import { beginRun } from './enter-journey.ts';
import { newRun } from './new-run.ts';
import { step } from './step.ts';

const NOW = Date.parse('2026-10-01T12:00:00Z');
const journey: Journey = {
  key: 'welcome',
  name: 'Welcome',
  purpose: 'Test',
  version: 3,
  trigger: { segment: 'new', kind: 'entered' },
  entry: { field: 'orders', is: 'at_least', value: 2 },
  exitReasons: [],
  restartsWhileWaitingAt: null,
  first: 'mail',
  steps: [
    { id: 'mail', kind: 'email', template: 'welcome', class: 'marketing', next: 'wait' },
    { id: 'wait', kind: 'wait', ms: 1_000, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ],
};

function contextWith(holds: StepContext['holds'], now = NOW): StepContext {
  const facts = { carts: new Map(), purchases: new Map() };
  const zones = { shop: 'UTC', person: 'UTC' };
  return { now, zones, person: newProfile(NOW), facts, holds, isIn: () => false };
}

function answering(holds: boolean): StepContext['holds'] {
  return () => ({ holds, why: [], facts: { orders: 2 }, read: {} });
}

function broken(): never {
  throw new Error('The conditions cannot be evaluated.');
}

const run = newRun(journey, { key: 'ada', context: { subject: 'person' } }, 'ada', NOW);

describe('a run that fails when it begins', () => {
  const [failed] = beginRun(journey, run, { kind: 'time' }, contextWith(broken));
  if (!failed?.run) throw new Error('No run is there.');

  test('is there as failed, has done nothing, and says why', () => {
    expect(failed.run).toMatchObject({ state: 'failed', endReason: 'error', visit: 0 });
    expect(failed.effects).toEqual([]);
    expect(failed.decisions).toMatchObject([
      { outcome: 'run_failed', reason: 'error', rule: 'welcome@3' },
    ]);
  });

  const retried = { ...failed.run, state: 'active' as const, endedAt: null, endReason: null };

  test('begins with its first step when it is tried again', () => {
    const context = contextWith(answering(true));
    const { run: begun, effects, decisions } = step(journey, retried, { kind: 'time' }, context);
    expect(begun).toMatchObject({ state: 'active', stepId: 'wait', wakeAt: NOW + 1_000 });
    expect(effects).toMatchObject([{ kind: 'email', key: `${run.id}:mail:1` }]);
    expect(decisions).toMatchObject([{ outcome: 'entered', runId: run.id, facts: { orders: 2 } }]);
  });

  test('ends when the person may not enter any more, and sends nothing', () => {
    const ended = step(journey, retried, { kind: 'time' }, contextWith(answering(false)));
    expect(ended.run).toMatchObject({ state: 'exited', endReason: 'entry_not_met' });
    expect(ended.effects).toEqual([]);
    expect(ended.decisions).toMatchObject([{ outcome: 'not_entered', facts: { orders: 2 } }]);
  });
});

test.each([NaN, NOW, NOW - 1])(
  'a run that was due and would wait until %s is stuck, and does not become due for ever',
  (wakeAt) => {
    const { run: after } = advanceOrFail(run, NOW, { due: true }, () =>
      transitionTo({ ...run, wakeAt }),
    );
    expect(after).toMatchObject({ state: 'failed', endReason: 'stuck' });
  },
);

test('a run that an event advanced may wait for a moment that has passed', () => {
  const transition = transitionTo({ ...run, wakeAt: NOW - 1 });
  expect(advanceOrFail(run, NOW, { due: false }, () => transition)).toBe(transition);
});
