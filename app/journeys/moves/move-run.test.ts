import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { newRun } from '#app/journeys/new-run.ts';
import type { Run } from '#app/journeys/run.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { moveRun } from './move-run.ts';
import { waitsAt } from './plan-moves.ts';

const NOW = Date.UTC(2026, 5, 1, 10);
const end: Step = { id: 'end', kind: 'exit', reason: 'finished' };
const context: StepContext = {
  now: NOW,
  zones: { shop: 'UTC', person: 'UTC' },
  person: newProfile(0),
  facts: { carts: new Map(), purchases: new Map() },
  holds: () => ({ holds: true, why: [], facts: {}, read: {} }),
  isIn: () => false,
};

function journeyOf(version: number, steps: Step[]): Journey {
  return triedJourney([...steps, end], { version, trigger: { on: 'manual' } });
}

function wait(id: string, ms: number, next = 'end'): Step {
  return { id, kind: 'wait', ms, next };
}

function waitFor(id: string, maxMs: number): Step {
  return { id, kind: 'wait_for', events: ['order.shipped'], maxMs, next: 'end', timeout: 'end' };
}

function runAt(journey: Journey, stepId: string, wakeAt: number): Run {
  const subject = { key: 'k', context: { subject: 'person' as const } };
  return { ...newRun(journey, subject, 'ada', NOW - 10 * DAY), stepId, visit: 1, wakeAt };
}

test('a run at a step that waits alike keeps its moment, and is on the new version', () => {
  const [from, to] = [journeyOf(1, [wait('a', DAY)]), journeyOf(2, [wait('a', 3 * DAY)])];
  const run = runAt(from, 'a', NOW + HOUR);
  const moved = moveRun(from, to, run, {}, context);
  expect(moved.run).toEqual({ ...run, journeyVersion: 2 });
  expect(moved.decisions).toMatchObject([
    { outcome: 'moved', rule: 'tried@2', facts: { version: 1, step: 'a', landed: 'a' } },
  ]);
});

test('a run at a step that waits otherwise counts from when it came to its step', () => {
  const [from, to] = [journeyOf(1, [waitFor('a', DAY)]), journeyOf(2, [wait('a', 3 * DAY)])];
  // It came 23 hours ago.
  const { run } = moveRun(from, to, runAt(from, 'a', NOW + HOUR), {}, context);
  expect(run).toMatchObject({ stepId: 'a', wakeAt: NOW - 23 * HOUR + 3 * DAY, journeyVersion: 2 });
});

test('a run whose step is gone leaves with the reason, on the version that it was on', () => {
  const [from, to] = [journeyOf(1, [wait('a', DAY)]), journeyOf(2, [wait('b', DAY)])];
  const { run, decisions } = moveRun(from, to, runAt(from, 'a', NOW), {}, context);
  expect(run).toMatchObject({ state: 'exited', endReason: 'moved_out', journeyVersion: 1 });
  expect(decisions).toMatchObject([{ outcome: 'ended', reason: 'moved_out' }]);
});

test('a banner is taken back when its run moves to another step, once for each version', () => {
  const banner: Step = { id: 'a', kind: 'banner', template: 'b', forMs: DAY, next: 'end' };
  const [from, to] = [journeyOf(1, [banner]), journeyOf(2, [wait('a', DAY)])];
  const run = runAt(from, 'a', NOW + HOUR);
  expect(moveRun(from, to, run, {}, context).effects).toMatchObject([
    { kind: 'withdraw_banners', key: `${run.id}:withdraw:2` },
  ]);
});

test('a run of a paused journey is moved without going on', () => {
  const mail: Step = { id: 'm', kind: 'email', template: 'a', class: 'marketing', next: 'end' };
  const [from, to] = [journeyOf(1, [wait('a', DAY)]), journeyOf(2, [mail])];
  const moved = moveRun(from, to, runAt(from, 'a', NOW + HOUR), { a: 'm' }, context, true);
  expect(moved.effects).toEqual([]);
  expect(moved.run).toMatchObject({
    wakeAt: null,
    held: { at: NOW, stepId: 'm' },
    journeyVersion: 2,
  });
});

const IDS = ['a', 'b', 'c'];

function anyStep(id: string): fc.Arbitrary<Step> {
  return fc.oneof(
    fc.integer({ min: 1, max: 9 * DAY }).map((ms) => wait(id, ms)),
    fc.integer({ min: 1, max: 9 * DAY }).map((ms) => waitFor(id, ms)),
    fc.constant<Step>({ id, kind: 'email', template: 't', class: 'marketing', next: 'end' }),
  );
}

const anySteps = fc.subarray(IDS, { minLength: 1 }).chain((ids) => fc.tuple(...ids.map(anyStep)));

test('every run is on the new version at a step that waits, or has ended, and moving it again changes nothing', () => {
  fc.assert(
    fc.property(
      anySteps,
      anySteps,
      fc.nat(),
      fc.integer({ min: -DAY, max: DAY }),
      fc.dictionary(fc.constantFrom(...IDS), fc.constantFrom(...IDS)),
      (oldSteps, newSteps, place, ahead, mapping) => {
        const [from, to] = [journeyOf(1, oldSteps), journeyOf(2, newSteps)];
        const waits = oldSteps.filter(waitsAt);
        const at = waits[place % Math.max(1, waits.length)];
        if (!at) return;
        const { run, decisions } = moveRun(
          from,
          to,
          runAt(from, at.id, NOW + ahead),
          mapping,
          context,
        );
        expect(decisions.length).toBeGreaterThan(0);
        if (run.state !== 'active') return;
        expect(run.journeyVersion).toBe(2);
        const landed = to.steps.find(({ id }) => id === run.stepId);
        expect(landed && waitsAt(landed)).toBe(true);
        expect(run.wakeAt).not.toBeNull();
        expect(moveRun(from, to, run, mapping, context).run).toBe(run);
      },
    ),
    { numRuns: 300 },
  );
});
