import { expect, test } from 'vitest';
import { reevaluate } from './reevaluate.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { cartEvent, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { contextAt, runAt } from '#tests/fixtures/step-context.ts';
import { storedDecision } from '#tests/fixtures/stored-decision.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { enterJourney, isRefusedEntry } from '#app/journeys/enter-journey.ts';
import type { KnownRuns } from '#app/journeys/known-runs.ts';
import type { ReentryPolicy } from '#app/journeys/reentry-policy.ts';
import type { Decision } from '#app/journeys/run.ts';
import { step } from '#app/journeys/step.ts';
import { personStart } from '#app/journeys/triggers/trigger-handler.ts';

const end = { id: 'end', kind: 'exit', reason: 'finished' } as const;
const wait = { id: 'wait', kind: 'wait', ms: DAY, next: 'end' } as const;
const AT = STORY_START;

function manual(changed: Partial<Journey> = {}): Journey {
  return triedJourney([wait, end], { trigger: { on: 'manual' }, ...changed });
}

/** The decisions about a person who did not enter. */
function refusals(
  journey: Journey,
  { runs = [], isIn = false }: { runs?: readonly ReturnType<typeof runAt>[]; isIn?: boolean } = {},
): Decision[] {
  const known: KnownRuns = { ownerOf: () => null, ofPerson: () => runs };
  const context = contextAt(AT, { isIn: () => isIn });
  const outcome = enterJourney(
    journey,
    personStart('k'),
    'ada',
    AT,
    { kind: 'time' },
    known,
    context,
  );
  return isRefusedEntry(outcome) ? outcome.decisions : [];
}

const once: ReentryPolicy = { per: 'person', again: 'never' };
const later: ReentryPolicy = { per: 'person', again: 'after', days: 30, since: 'end' };
const ended = runAt('end', { state: 'completed', enteredAt: AT - 9 * DAY, endedAt: AT - 8 * DAY });

test.each([
  ['already_on', manual(), { runs: [runAt('wait')] }],
  ['once_only', manual({ reentry: once }), { runs: [ended] }],
  ['too_soon', manual({ reentry: later }), { runs: [ended] }],
  [
    'segment_entered',
    manual({ exitConditions: [{ segment: 'vip', kind: 'entered' }] }),
    { isIn: true },
  ],
  ['segment_left', manual({ exitConditions: [{ segment: 'vip', kind: 'left' }] }), {}],
])(
  'why a person did not enter (%s) is one decision, and is decided again',
  (reason, journey, known) => {
    const [decision, ...more] = refusals(journey, known);
    expect(decision).toMatchObject({
      outcome: 'not_entered',
      reason,
      rule: 'tried@1',
      runId: null,
    });
    expect(more).toEqual([]);
    if (decision) expect(reevaluate(storedDecision(decision), journey)).toEqual({ same: true });
  },
);

test('a person who may enter is refused by no rule', () => {
  expect(
    refusals(manual({ reentry: later, exitConditions: [{ segment: 'vip', kind: 'entered' }] })),
  ).toEqual([]);
});

test('a policy that lets people in sooner decides otherwise', () => {
  const [decision] = refusals(manual({ reentry: later }), { runs: [ended] });
  if (!decision) throw new Error('Nothing was decided.');
  const sooner = manual({ reentry: { ...later, days: 8 } });
  expect(reevaluate(storedDecision(decision), sooner)).toMatchObject({ now: 'entered' });
});

test('carts that were emptied or ordered begin nothing, and say so once a day', () => {
  const journey = triedJourney([wait, end], { exitReasons: ['ordered'] });
  const empty = { lines: [], quantity: 0, total: { minor: 0, currency: 'GBP' } };
  const story = storyOf(journey)
    .receive(cartEvent(AT, empty))
    .receive(cartEvent(AT + HOUR, empty))
    .receive(cartEvent(AT + DAY, empty));
  const refused = story.decisions.filter(({ outcome }) => outcome === 'not_entered');
  expect(refused.map(({ reason }) => reason)).toEqual([
    'cart_closed',
    'cart_closed',
    'cart_closed',
  ]);
  expect(new Set(refused.map(({ id }) => id)).size).toBe(2);
  for (const one of refused)
    expect(reevaluate(storedDecision(one), journey)).toEqual({ same: true });
});

test('a second event about an order that has its run is no refusal', () => {
  const journey = triedJourney([wait, end], {
    trigger: { events: ['order.placed', 'order.shipped'], subject: 'order' },
  });
  const story = storyOf(journey);
  for (const event of orderEvents(AT)) story.receive(event);
  for (const event of orderEvents(AT)) story.receive({ ...event, id: `${event.id} again` });
  expect(story.decisions.filter(({ outcome }) => outcome === 'not_entered')).toEqual([]);
});

test('an exit condition that is met at a step says which segments were asked about', () => {
  const journey = manual({ exitConditions: [{ segment: 'vip', kind: 'left' }] });
  const run = runAt('wait', { wakeAt: AT });
  const { decisions } = step(journey, run, { kind: 'time' }, contextAt(AT));
  expect(decisions).toMatchObject([
    {
      outcome: 'ended',
      reason: 'segment_left',
      input: { kind: 'exit_conditions', memberships: { vip: false } },
    },
  ]);
  const [decision] = decisions;
  if (!decision) throw new Error('Nothing was decided.');
  expect(reevaluate(storedDecision(decision), journey)).toEqual({ same: true });
  const other = manual({ exitConditions: [{ segment: 'buyers', kind: 'left' }] });
  expect(reevaluate(storedDecision(decision), other)).toEqual({ cannot: 'not_stored' });
});
