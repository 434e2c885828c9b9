import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import {
  cartEvent,
  JourneyStory,
  orderEvents,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { Journey } from './definition.ts';

const end = { id: 'end', kind: 'exit', reason: 'finished' } as const;

function starter(journey: string, changed: Partial<Journey> = {}): Journey {
  return triedJourney([{ id: 'go', kind: 'start_journey', journey, next: 'end' }, end], changed);
}

function waiting(key: string, changed: Partial<Journey> = {}): Journey {
  const wait = { id: 'wait', kind: 'wait', ms: DAY, next: 'end' } as const;
  return triedJourney([wait, end], { key, trigger: { on: 'manual' }, ...changed });
}

function storyWith(...journeys: Journey[]): JourneyStory {
  return new JourneyStory({ model: retailModel, timeZone: 'UTC', journeys });
}

/** What became of the journeys that steps asked for. */
function startsIn({ decisions }: JourneyStory) {
  const outcomes = ['journey_started', 'journey_not_started'];
  return decisions.filter(({ outcome }) => outcomes.includes(outcome));
}

test('a step starts another journey for the person, and the run goes on at once', () => {
  const story = storyWith(starter('help'), waiting('help'));
  story.receive(cartEvent(STORY_START));
  expect(story.run('tried')).toMatchObject({ state: 'completed' });
  expect(story.run('help')).toMatchObject({
    state: 'active',
    stepId: 'wait',
    context: { subject: 'person' },
    enteredAt: STORY_START,
  });
  expect(startsIn(story)).toMatchObject([
    { outcome: 'journey_started', rule: 'tried@1', facts: { journey: 'help' } },
  ]);
});

test('an order is carried over to a journey about orders', () => {
  const order = {
    trigger: { events: ['order.placed'], subject: 'order' },
  } satisfies Partial<Journey>;
  const delivered = {
    trigger: { events: ['order.delivered'], subject: 'order' },
  } satisfies Partial<Journey>;
  const story = storyWith(starter('help', order), waiting('help', delivered));
  for (const event of orderEvents(STORY_START)) story.receive(event);
  expect(story.run('help')).toMatchObject({
    dedupeKey: 'order:9',
    context: { subject: 'order', orderId: '9' },
  });
});

const field = { field: 'orders', is: 'at_least', value: 1 } as const;

test.each<[string, Journey[], string]>([
  ['that is not running', [], 'journey_not_live'],
  ['that the person may not enter', [waiting('help', { entry: field })], 'entry_not_met'],
  [
    'about an order, from one about a cart',
    [waiting('help', { trigger: { events: ['order.placed'], subject: 'order' } })],
    'other_subject',
  ],
])('a journey %s is not started, and the decision says why', (_, journeys, reason) => {
  const story = storyWith(starter('help'), ...journeys);
  story.receive(cartEvent(STORY_START));
  expect([...story.runs.values()].map(({ journeyKey }) => journeyKey)).toEqual(['tried']);
  expect(startsIn(story)).toMatchObject([{ outcome: 'journey_not_started', reason }]);
});

test('a person who is on the journey does not enter it a second time', () => {
  const story = storyWith(starter('help'), waiting('help'));
  story.receive(cartEvent(STORY_START)).receive(cartEvent(STORY_START + 1, { token: 'c2' }));
  const started = [...story.runs.values()].filter(({ journeyKey }) => journeyKey === 'help');
  expect(started).toHaveLength(1);
  expect(startsIn(story).map(({ reason }) => reason)).toEqual(['journey_started', 'already_on']);
  // Beside what the step asked for, the journey says what it read.
  expect(story.decisions.filter(({ outcome }) => outcome === 'not_entered')).toMatchObject([
    { rule: 'help@1', reason: 'already_on', input: { kind: 'reentry', active: 1 } },
  ]);
});

test('journeys that start each other at one moment end, whatever they allow', () => {
  const again = { trigger: { on: 'manual' }, reentry: { per: 'event', atOnce: 50 } } as const;
  const story = storyWith(
    starter('one'),
    starter('two', { key: 'one', ...again }),
    starter('one', { key: 'two', ...again }),
  );
  story.receive(cartEvent(STORY_START));
  expect([...story.runs.values()].every(({ state }) => state === 'completed')).toBe(true);
  expect(story.runs.size).toBe(6);
  expect(startsIn(story).at(-1)).toMatchObject({
    outcome: 'journey_not_started',
    reason: 'journey_circle',
  });
});

test('staff add a person, are refused while the person is on the journey, and take them off again', () => {
  const story = storyWith(waiting('help'));
  story.receive(cartEvent(STORY_START));
  const { profileId } = story;
  const add = (key: string) =>
    story.ask({ kind: 'start', key, journeyKey: 'help', profileId }, STORY_START + 1);
  const [started] = add('a');
  expect(started).toEqual({ outcome: 'started', runId: story.run('help').id });
  expect(add('b')).toEqual([{ outcome: 'refused', reason: 'already_on' }]);
  const runId = story.run('help').id;
  const remove = { kind: 'exit', runId, profileId } as const;
  expect(story.ask({ ...remove, profileId: 'another' }, STORY_START + 2)).toEqual([
    { outcome: 'not_found' },
  ]);
  expect(story.ask(remove, STORY_START + 2)).toEqual([{ outcome: 'exited', runId }]);
  expect(story.run('help')).toMatchObject({ state: 'exited', endReason: 'removed_by_staff' });
  expect(story.ask(remove, STORY_START + 3)).toEqual([{ outcome: 'not_found' }]);
});
