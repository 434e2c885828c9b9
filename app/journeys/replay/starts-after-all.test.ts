import { expect, test } from 'vitest';
import { isSubscribed } from '#app/journeys/gallery/gallery-conditions.ts';
import { DAY, MINUTE, SECOND } from '#app/lib/duration.ts';
import { eventAt, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { replayedPerson, replayRules } from '#tests/fixtures/replayed-story.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { replayPerson } from './journey-replay.ts';

const ADDRESS = 'ada@example.com';

const thanks = triedJourney(
  [
    { id: 'wait', kind: 'wait', ms: DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ],
  { trigger: { events: ['order.placed'], subject: 'order' }, entry: isSubscribed },
);

/** What a replay makes of a person who orders and subscribes so much later. */
function subscribing(laterMs: number) {
  const consent = eventAt(STORY_START + laterMs, {
    kind: 'consent.changed',
    channel: 'email',
    address: ADDRESS,
    state: 'subscribed',
    evidence: 'act',
    source: 'shopify',
    wording: null,
    page: null,
  });
  const events = [...orderEvents(STORY_START, null), consent].map((event) => ({
    ...event,
    traits: { email: ADDRESS },
  }));
  const { runs, notStarted } = replayPerson(
    replayRules(thanks),
    replayedPerson(events, { email: ADDRESS, firstSeenAt: -1 }),
  );
  return { entered: runs.map(({ enteredAt }) => enteredAt), notStarted };
}

test.each([0, 2 * SECOND])(
  'who subscribes %d ms after the order that it came with enters by it, as live',
  (laterMs) => {
    expect(subscribing(laterMs)).toEqual({ entered: [STORY_START], notStarted: [] });
  },
);

test('who subscribes later does not', () => {
  const none = { entered: [], notStarted: ['entry_not_met'] };
  expect(subscribing(5 * MINUTE)).toEqual(none);
});
