import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { shopping } from '#tests/arbitraries/shopping.ts';
import {
  cartEvent,
  eventAt,
  JourneyStory,
  parcelEvent,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';

describe('whatever happens', () => {
  const moments = fc
    .integer({ min: 0, max: 14 * 24 * 60 })
    .map((minutes) => STORY_START + minutes * MINUTE);
  const eventGroups = fc.oneof(
    ...shopping(moments),
    moments.map((at) => [parcelEvent(at)]),
    moments.map((at) => [eventAt(at, { kind: 'checkout.deleted', token: 'k1', cartToken: 'c1' })]),
  );
  const histories = fc.array(eventGroups, { maxLength: 12 }).map((events) => events.flat());

  function live(history: readonly DomainEvent[]): JourneyStory {
    const story = new JourneyStory();
    let now = STORY_START;
    for (const event of history) {
      now = Math.max(now, event.at);
      story.passTo(now).receive(event, now);
    }
    return story.passTo(now + 60 * DAY);
  }

  test('no two effects have one key', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const keys = live(history).effects.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('every run comes to an end, and nothing happens after it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const story = live(history);
        for (const run of story.runs.values()) {
          expect(run.state).not.toBe('active');
        }
        const count = story.effects.length;
        story
          .passTo(STORY_START + 999 * DAY)
          .receive(cartEvent(STORY_START + 80 * DAY), STORY_START + 999 * DAY);
        expect(story.effects).toHaveLength(count);
      }),
    );
  });

  test('no one is reminded of a cart after ordering', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const story = live(history.toSorted((a, b) => a.at - b.at));
        const ordered = history.filter(({ kind }) => kind === 'order.placed').map(({ at }) => at);
        const reminders = story.effects.filter(
          ({ kind, payload }) =>
            kind === 'email' && 'context' in payload && payload.context.subject === 'basket',
        );
        for (const reminder of reminders) {
          const entered = story.runs.get(reminder.runId)?.enteredAt ?? 0;
          // Of an order in the same millisecond no one can say that it came after the cart.
          expect(ordered.filter((at) => at > entered && at < reminder.dueAt)).toEqual([]);
        }
      }),
    );
  });

  test('what is received twice is decided once', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const repeated = history.flatMap((event) => [event, event]);
        // The clock is read more often, so that what is due late may be decided in another order.
        const byKey = ({ effects }: JourneyStory) =>
          effects.toSorted((a, b) => (a.key < b.key ? -1 : 1));
        expect(byKey(live([...repeated, ...history]))).toEqual(byKey(live(history)));
      }),
    );
  });
});
