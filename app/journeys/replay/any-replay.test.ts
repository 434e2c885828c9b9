import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { withoutRepeats } from '#app/journeys/daily-decision.ts';
import { journeys } from '#app/journeys/gallery.ts';
import type { Run } from '#app/journeys/run.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import type { ScoreLevel } from '#app/journeys/triggers/score.ts';
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

const mailOnce: Step[] = [
  { id: 'mail', kind: 'email', template: 'a', class: 'marketing', next: 'end' },
  { id: 'end', kind: 'exit', reason: 'finished' },
];
const startedByPerson = [
  byScore('up', 'warm'),
  byScore('down', 'cool'),
  byScore('up', 'B'),
  triedJourney(mailOnce, {
    trigger: { on: 'date', field: 'last_order', direction: 'after', days: 2 },
  }),
  triedJourney(mailOnce, {
    trigger: { on: 'date', field: 'last_cart', direction: 'after', days: 1 },
    reentry: { per: 'person', again: 'after', days: 5, since: 'entry' },
  }),
];

describe.each(startedByPerson)('a journey that starts by $trigger', (journey) => {
  test('begins in a replay when it would have begun live, and refuses whom it would have refused', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const story = live(journey, history);
        const rules = replayRules(journey, { until: STORY_START + 199 * DAY });
        const replay = replayPerson(rules, replayedPerson(history));
        const moments = (runs: Iterable<Run>) => [...runs].map(({ enteredAt }) => enteredAt).sort();
        expect(moments(replay.runs)).toEqual(moments(story.runs.values()));
        const refused = story.decisions.filter(({ outcome }) => outcome === 'not_entered');
        expect(replay.notStarted).toEqual(withoutRepeats(refused).map(({ reason }) => reason));
      }),
      { numRuns: 40 },
    );
  });
});

/** What the engine decides of a journey for the same person, with a worker that is never late. */
function live(journey: Journey, history: readonly DomainEvent[]) {
  const story = storyOf(journey);
  for (const [at, events] of batchesOf(history))
    story.passThrough(at - 1).processTogether(events, at);
  return story.passThrough(STORY_START + 199 * DAY);
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
        const refused = story.decisions.filter(({ outcome }) => outcome === 'not_entered');
        expect([...replay.notStarted].sort()).toEqual(
          withoutRepeats(refused)
            .map(({ reason }) => reason)
            .sort(),
        );
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

function byScore(direction: 'up' | 'down', level: ScoreLevel): Journey {
  return triedJourney(mailOnce, { trigger: { on: 'score', direction, level } });
}

/** Events by the moment at which they are received, in its order. */
function batchesOf(history: readonly DomainEvent[]): Map<number, DomainEvent[]> {
  const batches = new Map<number, DomainEvent[]>();
  for (const { event, receivedAt } of receiptsOf(history))
    batches.set(receivedAt, [...(batches.get(receivedAt) ?? []), event]);
  return batches;
}

/** In these stories the engine names the person by an id of its own. */
function withoutPerson<R extends { profileId: string }>({ profileId: _id, ...run }: R) {
  return run;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
