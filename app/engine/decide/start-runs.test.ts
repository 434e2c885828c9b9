import { expect, test } from 'vitest';
import { decide } from './decide.ts';
import { emptyLoadedState } from '#app/engine/load/loaded-state.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { cartEvent, eventAt, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { Journey } from '#app/journeys/definition.ts';

const steps: Journey['steps'] = [
  { id: 'wait', kind: 'wait', ms: DAY, next: 'end' },
  { id: 'end', kind: 'exit', reason: 'finished' },
];
const NOTHING_DUE = { profileIds: [], runIds: [] };

function viewed(at: number, productId = '1'): DomainEvent {
  return eventAt(at, { kind: 'product.viewed', productId });
}

function statesOf(story: ReturnType<typeof storyOf>): string[] {
  return [...story.runs.values()].map(({ state }) => state);
}

test('of 200 people to whom three things happen at once, with runs side by side, 600 runs enter and 600 end', () => {
  const journey = triedJourney(steps, {
    trigger: { events: ['product.viewed'], subject: 'person' },
    reentry: { per: 'event', atOnce: 3 },
  });
  const rules = { model: retailModel, timeZone: 'UTC', journeys: [journey] };
  const events = Array.from({ length: 600 }, (_, index): DomainEvent => {
    const person = String(index % 200);
    const event = viewed(STORY_START, String(index));
    return {
      ...event,
      id: `e${String(index)}`,
      identifiers: [{ kind: 'customer', value: person }],
    };
  });
  const loaded = emptyLoadedState();
  decide(loaded, events, NOTHING_DUE, STORY_START, rules);
  // The same again: each finds its run.
  loaded.applied.clear();
  decide(loaded, events, NOTHING_DUE, STORY_START, rules);
  const runs = [...loaded.runs.values()];
  expect(runs).toHaveLength(600);
  expect(runs.every(({ state, stepId }) => state === 'active' && stepId === 'wait')).toBe(true);
  const due = { profileIds: [], runIds: runs.map(({ id }) => id) };
  decide(loaded, [], due, STORY_START + DAY, rules);
  const ended = [...loaded.runs.values()].filter(({ state }) => state === 'completed');
  expect(ended).toHaveLength(600);
});

test('a person enters no more runs at once than are allowed, and another when one ended', () => {
  const story = storyOf(
    triedJourney(steps, {
      trigger: { events: ['product.viewed'], subject: 'person' },
      reentry: { per: 'event', atOnce: 2 },
    }),
  );
  for (const at of [0, 1, 2]) story.receive(viewed(STORY_START + at));
  expect(statesOf(story)).toEqual(['active', 'active']);
  story.passTo(STORY_START + 2 * DAY).receive(viewed(STORY_START + 2 * DAY));
  expect(statesOf(story)).toEqual(['completed', 'completed', 'active']);
});

test('who may enter once enters once, whatever happens later', () => {
  const story = storyOf(
    triedJourney(steps, {
      trigger: { events: ['product.viewed'], subject: 'person' },
      reentry: { per: 'person', again: 'never' },
    }),
  );
  story.receive(viewed(STORY_START)).passTo(STORY_START + 2 * DAY);
  story.receive(viewed(STORY_START + 3 * DAY)).receive(viewed(STORY_START + 300 * DAY));
  expect(statesOf(story)).toEqual(['completed']);
});

test('who may enter again after some days enters on the day and not before', () => {
  const story = storyOf(
    triedJourney(steps, {
      trigger: { events: ['product.viewed'], subject: 'person' },
      reentry: { per: 'person', again: 'after', days: 30, since: 'entry' },
    }),
  );
  story.receive(viewed(STORY_START)).passTo(STORY_START + DAY);
  story.receive(viewed(STORY_START + 30 * DAY - 1));
  expect(statesOf(story)).toEqual(['completed']);
  story.receive(viewed(STORY_START + 30 * DAY));
  expect(statesOf(story)).toEqual(['completed', 'active']);
});

test('carts of a person start one run in all when they may enter once', () => {
  const story = storyOf(
    triedJourney(steps, {
      trigger: { events: ['cart.changed'], subject: 'basket', onePer: 'person' },
      reentry: { per: 'person', again: 'never' },
    }),
  );
  story.receive(cartEvent(STORY_START)).passTo(STORY_START + 2 * DAY);
  story.receive(cartEvent(STORY_START + 3 * DAY, { token: 'c2' }));
  expect(statesOf(story)).toEqual(['completed']);
});

test('an order of enough starts a run about it, once its state is known; one of too little does not', () => {
  const trigger = (minor: number) => ({
    trigger: {
      events: ['order.placed' as const],
      subject: 'order' as const,
      where: { atLeast: { minor, currency: 'GBP' } },
    },
  });
  const [enough, tooLittle] = [500, 501].map((minor) =>
    storyOf(triedJourney(steps, trigger(minor))),
  );
  for (const event of orderEvents(STORY_START)) {
    enough?.receive(event);
    tooLittle?.receive(event);
  }
  expect(enough?.run('tried')).toMatchObject({
    dedupeKey: 'order:9',
    context: { subject: 'order', orderId: '9' },
  });
  expect(tooLittle?.runs.size).toBe(0);
});

test('an application that is decided starts a run about it', () => {
  const story = storyOf(
    triedJourney(steps, { trigger: { on: 'application', status: 'approved' } }),
  );
  const applied = (kind: 'application.submitted' | 'application.approved', at: number) =>
    eventAt(at, { kind, applicationId: 'a1' });
  story.receive(applied('application.submitted', STORY_START));
  expect(story.runs.size).toBe(0);
  story.receive(applied('application.approved', STORY_START + 1));
  expect(story.run('tried').context).toEqual({ subject: 'application', applicationId: 'a1' });
});

test('a score that rises to warm starts a run, and no second one while it stays there', () => {
  const story = storyOf(
    triedJourney(steps, { trigger: { on: 'score', direction: 'up', level: 'warm' } }),
  );
  story.receive(viewed(STORY_START));
  expect(story.runs.size).toBe(0);
  for (let at = 1; at <= 40; at += 1)
    story.receive(
      cartEvent(STORY_START + at, { token: `c${String(at)}`, updatedAt: STORY_START + at }),
    );
  expect(statesOf(story)).toEqual(['active']);
});

test('a day after the last order starts a run at its moment, and one again after the next order', () => {
  const story = storyOf(
    triedJourney(steps, {
      trigger: { on: 'date', field: 'last_order', direction: 'after', days: 30 },
    }),
  );
  for (const event of orderEvents(STORY_START)) story.receive(event);
  story.passTo(STORY_START + 30 * DAY - 1);
  expect(story.runs.size).toBe(0);
  story.passTo(STORY_START + 30 * DAY + 5);
  expect(story.run('tried').enteredAt).toBe(STORY_START + 30 * DAY);
  story.passTo(STORY_START + 60 * DAY);
  expect(statesOf(story)).toEqual(['completed']);
});
