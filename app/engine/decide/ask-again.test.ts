import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { isSubscribed } from '#app/journeys/gallery/gallery-conditions.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#app/lib/duration.ts';
import { eventAt, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';

const ADDRESS = 'ada@example.com';

/** Buyers who subscribed get something a day later. */
function thanks(changed: Partial<Journey> = {}): Journey {
  return triedJourney(
    [
      { id: 'wait', kind: 'wait', ms: DAY, next: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ],
    {
      trigger: { events: ['order.placed'], subject: 'order' },
      entry: isSubscribed,
      ...changed,
    },
  );
}

function withAddress(event: DomainEvent): DomainEvent {
  return { ...event, traits: { email: ADDRESS } };
}

function ordered(at: number): DomainEvent[] {
  return orderEvents(at, null).map(withAddress);
}

function consented(at: number, state: 'subscribed' | 'unsubscribed' = 'subscribed'): DomainEvent {
  return withAddress(
    eventAt(at, {
      kind: 'consent.changed',
      channel: 'email',
      address: ADDRESS,
      state,
      evidence: 'act',
      source: 'shopify',
      wording: null,
      page: null,
    }),
  );
}

/** What a journey comes to when a person's events are processed in some order, each batch at its moment. */
function comesTo(journey: Journey, batches: readonly (readonly DomainEvent[])[], until: number) {
  const story = storyOf(journey);
  for (const [place, batch] of batches.entries())
    story.processTogether(batch, STORY_START + place * SECOND);
  story.passThrough(until);
  return {
    runs: [...story.runs.values()].map(({ id, enteredAt, endedAt, state }) => {
      return { id, enteredAt, endedAt, state };
    }),
    decided: story.decisions.filter(({ rule }) => rule === 'tried@1').map(({ outcome }) => outcome),
  };
}

describe('who subscribes with an order', () => {
  const order = ordered(STORY_START);
  const consent = consented(STORY_START + 2 * SECOND);
  const expected = comesTo(thanks(), [[consent, ...order]], STORY_START + 2 * DAY);

  test('enters a journey for subscribers that begins with it', () => {
    expect(expected.runs).toMatchObject([{ enteredAt: STORY_START, state: 'completed' }]);
    expect(expected.decided).toContain('entered');
  });

  test('enters it as well when the order is read first in one batch, with one decision', () => {
    const found = comesTo(thanks(), [[...order, consent]], STORY_START + 2 * DAY);
    expect(found).toEqual(expected);
  });

  test.each([
    ['the order first', [order, [consent]]],
    ['the consent first', [[consent], order]],
  ])('enters it as well when they come in a batch each, %s', (_which, batches) => {
    const { runs } = comesTo(thanks(), batches, STORY_START + 2 * DAY);
    expect(runs).toEqual(expected.runs);
  });

  test('enters it once when more comes of them', () => {
    const record = withAddress(eventAt(STORY_START, { kind: 'customer.changed' }));
    const later = withAddress(eventAt(STORY_START + SECOND, { kind: 'customer.changed' }));
    const batches = [order, [consent], [record], [later]];
    for (const policy of [undefined, { per: 'person', again: 'always' }] as const) {
      const journey = thanks(policy && { reentry: policy });
      expect(comesTo(journey, batches, STORY_START + 2 * DAY).runs).toHaveLength(1);
    }
  });
});

test('who subscribes later than with the order does not enter by that order', () => {
  const consent = consented(STORY_START + 5 * MINUTE);
  const story = storyOf(thanks());
  for (const event of ordered(STORY_START)) story.receive(event);
  story.receive(consent);
  expect(story.runs.size).toBe(0);
});

test('who refused with the order does not enter', () => {
  const story = storyOf(thanks());
  const order = ordered(STORY_START);
  story.processTogether([...order, consented(STORY_START, 'unsubscribed')], STORY_START);
  expect(story.runs.size).toBe(0);
});

test('a consent that comes hours late finds the order decided', () => {
  const story = storyOf(thanks());
  story.processTogether(ordered(STORY_START), STORY_START);
  story.processTogether([consented(STORY_START)], STORY_START + 2 * HOUR);
  expect(story.runs.size).toBe(0);
});
