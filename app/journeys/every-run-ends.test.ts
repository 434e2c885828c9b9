import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { shopping } from '#tests/arbitraries/shopping.ts';
import { cartEvent, parcelEvent, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { ExitReason, Journey } from './definition.ts';
import type { Step } from './steps/registry.ts';
import type { Until } from './steps/until.ts';

/** As many steps as a run may reach at one moment, and over its life; the step beyond it ends the run. */
const MOST_AT_ONCE = 500;
const MOST_VISITS = 5_000;
const LONGEST_WAIT_MS = 40 * DAY;
const always = { all: [] };

function mail(id: string, next: string): Step {
  return { id, kind: 'email', template: 'basket-reminder-1', class: 'marketing', next };
}

function branch(id: string, yes: string, no: string): Step {
  return { id, kind: 'branch', when: always, yes, no };
}

function wait(id: string, ms: number, next: string): Step {
  return { id, kind: 'wait', ms, next };
}

function waitFor(id: string, maxMs: number, next: string, timeout: string): Step {
  return { id, kind: 'wait_for', events: ['order.shipped'], maxMs, next, timeout };
}

function banner(id: string, forMs: number, next: string): Step {
  return { id, kind: 'banner', template: 'basket-banner', forMs, next };
}

/** Journeys that go in a circle without waiting. */
const circles: [string, Step[]][] = [
  ['a mail that leads to itself', [mail('a', 'a')]],
  ['a branch that leads to itself', [branch('a', 'a', 'a')]],
  ['two branches that lead to each other', [branch('a', 'b', 'b'), branch('b', 'a', 'a')]],
  ['a wait of no time', [wait('a', 0, 'a')]],
  ['a day, and then a mail that leads to itself', [wait('a', DAY, 'b'), mail('b', 'b')]],
];

/** Those that wait in between, and how long a round takes. */
const rounds: [string, Step[], number][] = [
  ['a mail a day', [wait('a', DAY, 'b'), mail('b', 'a')], DAY],
  ['a wait for what never comes', [waitFor('a', HOUR, 'a', 'a')], HOUR],
  ['a banner after the other', [banner('a', HOUR, 'a')], HOUR],
];

describe('a journey that goes in a circle', () => {
  test.each(circles)(
    'by %s is stopped when it has reached more steps at once than there may be',
    (_, steps) => {
      const story = storyOf(triedJourney(steps));
      story.receive(cartEvent(STORY_START)).passTo(STORY_START + 400 * DAY);
      const { state, endReason, visit, endedAt } = story.run('tried');
      expect([state, endReason]).toEqual(['exited', 'endless']);
      expect(visit).toBeLessThanOrEqual(MOST_AT_ONCE + 2);
      expect(endedAt).toBe(STORY_START + (steps[0]?.kind === 'wait' && steps.length > 1 ? DAY : 0));
      expect(story.effects.length).toBeLessThanOrEqual(MOST_AT_ONCE);
    },
  );

  test.each(rounds)('by %s goes on for years, and not for ever', (_, steps, roundMs) => {
    const story = storyOf(triedJourney(steps));
    story.receive(cartEvent(STORY_START)).passTo(STORY_START + 1_000 * roundMs);
    const { state, visit } = story.run('tried');
    expect([state, visit]).toEqual(['active', 1 + 1_000 * steps.length]);
    story.passTo(STORY_START + (MOST_VISITS + 1) * roundMs);
    const ended = { state: 'exited', endReason: 'endless', visit: MOST_VISITS + 1 };
    expect(story.run('tried')).toMatchObject(ended);
  });

  test('comes to the same whether the clock is read every hour or once', () => {
    for (const steps of [...circles, ...rounds].map(([, one]) => one)) {
      const [often, once] = [0, 1].map(() => storyOf(triedJourney(steps)));
      often?.receive(cartEvent(STORY_START));
      for (let hour = 0; hour <= 100; hour += 1) often?.passTo(STORY_START + hour * HOUR);
      once?.receive(cartEvent(STORY_START)).passTo(STORY_START + 100 * HOUR);
      expect(often?.effects).toEqual(once?.effects);
      expect(often?.run('tried')).toEqual(once?.run('tried'));
    }
  });
});

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const ids = fc.constantFrom(...IDS);
const durations = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: HOUR }),
  fc.integer({ min: HOUR, max: LONGEST_WAIT_MS }),
);

const untils = fc.constantFrom<Until>(
  { by: 'time_of_day', time: '09:00', weekdays: [] },
  { by: 'time_of_day', time: '23:30', weekdays: [1, 5] },
  { by: 'date', date: '2026-06-20', time: '12:00' },
  { by: 'day_of_month', day: 31, time: '00:00', beforeWeekend: true },
);

function stepsCalled(id: string): fc.Arbitrary<Step> {
  return fc.oneof(
    fc.tuple(durations, ids).map(([ms, next]) => wait(id, ms, next)),
    fc.tuple(durations, ids, ids).map(([ms, next, late]) => waitFor(id, ms, next, late)),
    fc.tuple(predicates, ids, ids).map(([when, yes, no]) => ({ ...branch(id, yes, no), when })),
    ids.map((next) => mail(id, next)),
    ids.map((next) => ({ ...mail(id, next), about: 'parcel' as const })),
    fc.tuple(durations, ids).map(([ms, next]) => banner(id, ms, next)),
    fc.tuple(untils, ids).map(([until, next]): Step => {
      return { id, kind: 'wait_until', until, zone: 'person', next };
    }),
    fc.tuple(predicates, ids, ids).map(([when, next, otherwise]): Step => {
      return { id, kind: 'multi_branch', paths: [{ label: '', when, next }], otherwise };
    }),
    fc.tuple(fc.integer({ min: 0, max: 100 }), ids, ids).map(([percent, one, other]): Step => {
      const variants = [
        { label: 'A', percent, next: one },
        { label: 'B', percent: 100 - percent, next: other },
      ];
      return { id, kind: 'split', variants };
    }),
    ids.map((next): Step => ({ id, kind: 'holdout', percent: 50, next })),
    ids.map((next): Step => ({ id, kind: 'goal', name: 'Here', then: 'go_on', next })),
    { weight: 4, arbitrary: fc.constant<Step>({ id, kind: 'exit', reason: 'over' }) },
  );
}

const exitReasons = fc.subarray<ExitReason>([
  'ordered',
  'basket_emptied',
  'checkout_deleted',
  'order_cancelled',
  'order_refunded',
  'person_deleted',
]);
const anyJourney: fc.Arbitrary<Journey> = fc
  .tuple(
    fc.tuple(...IDS.map(stepsCalled)),
    ids,
    fc.option(ids),
    exitReasons,
    fc.oneof(fc.constant(always), predicates),
    fc.constantFrom<Journey['trigger']>(
      { events: ['cart.changed', 'checkout.changed'], subject: 'basket' },
      { events: ['order.placed'], subject: 'order' },
    ),
  )
  .map(([steps, first, restartsWhileWaitingAt, ended, entry, trigger]) =>
    triedJourney(steps, { first, restartsWhileWaitingAt, exitReasons: ended, entry, trigger }),
  );

const moments = fc.integer({ min: 0, max: 60 * 24 }).map((hour) => STORY_START + hour * HOUR);
/** What happens to the person, and how long after it the clock is read. */
const eventGroups: fc.Arbitrary<{ events: DomainEvent[]; lateMs: number }> = fc.record({
  events: fc.oneof(
    ...shopping(moments),
    fc
      .tuple(
        moments,
        fc.constantFrom('31', '32', '33'),
        fc.constantFrom('order.shipped' as const, 'order.delivered', 'order.shipment_cancelled'),
      )
      .map((parcel) => [parcelEvent(...parcel)]),
  ),
  lateMs: fc.integer({ min: 0, max: 5 * DAY }),
});

test('every run of every journey ends or waits for a later moment, after a bounded number of steps, whatever happens', () => {
  const states: Record<string, number> = {};
  fc.assert(
    fc.property(anyJourney, fc.array(eventGroups, { maxLength: 8 }), (journey, history) => {
      const story = storyOf(journey);
      let now = STORY_START;
      for (const { events, lateMs } of history) {
        for (const event of events) {
          now = Math.max(now, event.at + lateMs);
          story.passTo(now).receive(event, now);
        }
      }
      now += 20 * LONGEST_WAIT_MS;
      story.passTo(now);
      for (const { state, visit, endedAt, wakeAt } of story.runs.values()) {
        states[state] = (states[state] ?? 0) + 1;
        expect(state).not.toBe('failed');
        expect(visit).toBeLessThanOrEqual(MOST_VISITS + 1);
        if (state === 'active') expect(wakeAt).toBeGreaterThan(now);
        else expect([wakeAt, typeof endedAt]).toEqual([null, 'number']);
      }
      const keys = story.effects.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 500 },
  );
  // The histories do start runs, and runs end in both states.
  expect(states.completed).toBeGreaterThan(20);
  expect(states.exited).toBeGreaterThan(20);
});
