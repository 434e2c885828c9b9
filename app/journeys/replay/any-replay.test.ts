import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { shopping } from '#tests/arbitraries/shopping.ts';
import { eventAt, parcelEvent, STORY_START } from '#tests/fixtures/journey-story.ts';
import { receiptsOf, replayedPerson, replayRules } from '#tests/fixtures/replayed-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import { replayPerson } from './journey-replay.ts';

const moments = fc
  .integer({ min: 0, max: 14 * 24 * 60 })
  .map((minutes) => STORY_START + minutes * MINUTE);
const eventGroups = fc.oneof(
  ...shopping(moments),
  moments.map((at) => [parcelEvent(at)]),
  moments.map((at) => [eventAt(at, { kind: 'checkout.deleted', token: 'k1', cartToken: 'c1' })]),
);
const histories = fc.array(eventGroups, { maxLength: 12 }).map((events) => events.flat());

const asking = triedJourney(
  [
    { id: 'wait', kind: 'wait', ms: DAY, next: 'asks' },
    {
      id: 'asks',
      kind: 'branch',
      when: { field: 'orders', is: 'at_least', value: 1 },
      yes: 'a',
      no: 'b',
    },
    { id: 'a', kind: 'email', template: 'ordered', class: 'transactional', next: 'end' },
    { id: 'b', kind: 'email', template: 'not-ordered', class: 'marketing', next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ],
  { entry: { signal: 'cart_changed', is: 'at_most', times: 3, days: 7 } },
);

/** What the engine decides of a journey for the same person, with a worker that is never late. */
function live(journey: Journey, history: readonly DomainEvent[]) {
  const story = storyOf(journey);
  for (const { event, receivedAt } of receiptsOf(history))
    story.passTo(receivedAt).receive(event, receivedAt);
  return story.passTo(STORY_START + 199 * DAY);
}

describe.each([...journeys, asking])('a replay of $name, version $version', (journey) => {
  test('does for any history what the engine would have done', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const story = live(journey, history);
        const replay = replayPerson(replayRules(journey), replayedPerson(history));
        const runs = [...story.runs.values()].map(withoutPerson);
        expect(replay.runs.map(withoutPerson).sort(byId)).toEqual(runs.sort(byId));
        const mails = story.effects.filter(({ kind }) => kind === 'email');
        expect(replay.mails.map(({ key }) => key).sort()).toEqual(
          mails.map(({ key }) => key).sort(),
        );
        const banners = story.effects.filter(({ kind }) => kind === 'banner');
        expect(replay.actions.map(({ at }) => at).sort()).toEqual(
          banners.map(({ dueAt }) => dueAt).sort(),
        );
        expect(replay.failures).toEqual([]);
      }),
    );
  });
});

test('whatever is replayed, each mail was sent, was skipped or waits', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 30 }), (history, days) => {
      for (const journey of journeys) {
        const rules = replayRules(journey, { until: STORY_START + days * DAY });
        const { mails } = replayPerson(rules, replayedPerson(history));
        for (const { state, reason, at, dueAt } of mails) {
          if (state === 'skipped') expect(reason).not.toBeNull();
          if (state === 'ready') expect(dueAt).toBeGreaterThan(rules.until);
          expect(at).toBeLessThanOrEqual(rules.until);
        }
      }
    }),
  );
});

/** In these stories the engine names the person by an id of its own. */
function withoutPerson<R extends { profileId: string }>({ profileId: _id, ...run }: R) {
  return run;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
