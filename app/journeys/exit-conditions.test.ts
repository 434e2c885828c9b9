import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import {
  cartEvent,
  eventAt,
  JourneyStory,
  orderEvents,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { Journey } from './definition.ts';
import type { Step } from './steps/registry.ts';

const wait: Step = { id: 'wait', kind: 'wait', ms: DAY, next: 'mail' };
const mail: Step = {
  id: 'mail',
  kind: 'email',
  template: 'basket-reminder-1',
  class: 'marketing',
  next: 'end',
};
const end: Step = { id: 'end', kind: 'exit', reason: 'finished' };
const isBuyer = { segment: 'buyers', kind: 'entered' } as const;
const isIdle = { segment: 'active', kind: 'left' } as const;

/** An order of a person who is known by name: anonymous orders are in no segment. */
function orderAt(at: number, cartToken: string | null): DomainEvent[] {
  return orderEvents(at, cartToken).map((event) => ({ ...event, traits: { customerId: '7' } }));
}

/** The story of a person in a shop with two segments: who bought, and who was here within two days. */
function storyWith(exitConditions: Journey['exitConditions'], steps = [wait, mail, end]) {
  const own = { purpose: 'Test', version: 1 };
  return new JourneyStory({
    model: retailModel,
    timeZone: 'UTC',
    journeys: [triedJourney(steps, exitConditions ? { exitConditions } : {})],
    segments: [
      {
        ...own,
        key: 'buyers',
        name: 'Buyers',
        predicate: { field: 'orders', is: 'at_least', value: 1 },
      },
      {
        ...own,
        key: 'active',
        name: 'Active',
        predicate: { field: 'last_seen', is: 'within', days: 2 },
      },
    ],
  });
}

describe('an exit condition on a segment', () => {
  test('ends a run that is due in the batch in which the person comes into the segment, before its step', () => {
    const story = storyWith([isBuyer]).receive(cartEvent(STORY_START));
    story.processTogether(orderAt(STORY_START + DAY - HOUR, null), STORY_START + 2 * DAY);
    expect(story.run('tried')).toMatchObject({ state: 'exited', endReason: 'segment_entered' });
    expect(story.effects).toEqual([]);
  });

  test('ends a run at a step that is due late, by what was so at its moment', () => {
    const steps: Step[] = [{ ...wait, ms: 3 * DAY }, mail, end];
    const story = storyWith([isIdle], steps).receive(cartEvent(STORY_START));
    story.processTogether([], STORY_START + 10 * DAY);
    expect(story.run('tried')).toMatchObject({
      state: 'exited',
      endReason: 'segment_left',
      endedAt: STORY_START + 3 * DAY,
    });
    expect(story.decisions).toMatchObject([{ outcome: 'ended', reason: 'segment_left' }]);
    expect(story.effects).toEqual([]);
  });

  test('ends a run that an event brings to a step', () => {
    const until: Step = {
      id: 'until',
      kind: 'wait_for',
      events: ['order.shipped'],
      maxMs: 9 * DAY,
      next: 'mail',
      timeout: 'end',
    };
    const story = storyWith([isBuyer], [until, mail, end]).receive(cartEvent(STORY_START));
    const events = [
      ...orderAt(STORY_START + HOUR, null),
      eventAt(STORY_START + HOUR, {
        kind: 'order.shipped',
        orderId: '9',
        parcel: { id: '1', lines: null },
      }),
    ];
    story.processTogether(events, STORY_START + HOUR);
    expect(story.run('tried')).toMatchObject({ state: 'exited', endReason: 'segment_entered' });
    expect(story.effects).toEqual([]);
  });

  test('that is met already starts no run', () => {
    const story = storyWith([isBuyer]);
    for (const event of orderAt(STORY_START - DAY, 'other')) story.receive(event);
    story.receive(cartEvent(STORY_START));
    expect([...story.runs.values()]).toEqual([]);
  });

  test('that is not met lets runs go on', () => {
    const story = storyWith([isBuyer, isIdle]).receive(cartEvent(STORY_START));
    story.passTo(STORY_START + DAY);
    expect(story.run('tried')).toMatchObject({ state: 'completed', endReason: 'finished' });
    expect(story.done).toEqual(['basket-reminder-1@24']);
    // The run has ended, and its mail may still wait.
    expect(story.effects).toMatchObject([{ payload: { exits: [isBuyer, isIdle] } }]);
  });
});

describe('an order of a cart that ends a journey about a person', () => {
  const thanked = triedJourney([wait, mail, end], {
    trigger: { events: ['order.placed'], subject: 'person' },
    reentry: { per: 'person', again: 'never' },
    exitReasons: ['ordered'],
  });
  const bought = [cartEvent(STORY_START), ...orderEvents(STORY_START, 'c1', STORY_START + HOUR)];

  test('is none that it began with, nor what becomes of that', () => {
    const story = storyOf(thanked);
    for (const event of bought) story.receive(event);
    expect(story.run('tried').state).toBe('active');
    story.passTo(STORY_START + DAY);
    expect(story.done).toEqual(['basket-reminder-1@24']);
  });

  test('is every one after that', () => {
    const story = storyOf(thanked);
    for (const event of bought) story.receive(event);
    const at = STORY_START + 2 * HOUR;
    story.receive(eventAt(at, { kind: 'order.placed', orderId: '10', name: '#10' }));
    expect(story.run('tried')).toMatchObject({ state: 'exited', endReason: 'ordered' });
  });
});
