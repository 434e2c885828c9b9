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

/** As many steps as a run may reach; the step beyond it ends the run. */
const MOST_STEPS = 100;
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

/** A journey that goes in a circle, and how long after its beginning it is found out. */
const circles: [string, Step[], number][] = [
  ['a mail that leads to itself', [mail('a', 'a')], 0],
  ['a branch that leads to itself', [branch('a', 'a', 'a')], 0],
  ['two branches that lead to each other', [branch('a', 'b', 'b'), branch('b', 'a', 'a')], 0],
  ['a wait of no time', [wait('a', 0, 'a')], 0],
  ['a mail a day', [wait('a', DAY, 'b'), mail('b', 'a')], 50 * DAY],
  ['a wait for what never comes', [waitFor('a', HOUR, 'a', 'a')], 100 * HOUR],
  ['a banner after the other', [banner('a', HOUR, 'a')], 100 * HOUR],
];

describe('a journey that goes in a circle', () => {
  test.each(circles)('by %s is stopped after a hundred steps', (_, steps, afterMs) => {
    const story = storyOf(triedJourney(steps));
    story.receive(cartEvent(STORY_START)).passTo(STORY_START + 400 * DAY);
    expect(story.run('tried')).toMatchObject({
      state: 'exited',
      endReason: 'endless',
      visit: MOST_STEPS + 1,
      endedAt: STORY_START + afterMs,
    });
    expect(story.effects.length).toBeLessThanOrEqual(MOST_STEPS);
  });

  test('is stopped at the same step whether the clock is read every hour or once', () => {
    for (const [, steps, afterMs] of circles) {
      const [often, once] = [0, 1].map(() => storyOf(triedJourney(steps)));
      often?.receive(cartEvent(STORY_START));
      for (let ms = 0; ms <= afterMs; ms += HOUR) often?.passTo(STORY_START + ms);
      once?.receive(cartEvent(STORY_START)).passTo(STORY_START + afterMs);
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

function stepsCalled(id: string): fc.Arbitrary<Step> {
  return fc.oneof(
    fc.tuple(durations, ids).map(([ms, next]) => wait(id, ms, next)),
    fc.tuple(durations, ids, ids).map(([ms, next, late]) => waitFor(id, ms, next, late)),
    fc.tuple(predicates, ids, ids).map(([when, yes, no]) => ({ ...branch(id, yes, no), when })),
    ids.map((next) => mail(id, next)),
    ids.map((next) => ({ ...mail(id, next), about: 'parcel' as const })),
    fc.tuple(durations, ids).map(([ms, next]) => banner(id, ms, next)),
    fc.constant<Step>({ id, kind: 'exit', reason: 'over' }),
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

test('every run of every journey ends after a bounded number of steps, whatever happens and whenever the clock is read', () => {
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
      story.passTo(now + (MOST_STEPS + 1) * LONGEST_WAIT_MS);
      for (const { state, visit, endedAt, wakeAt } of story.runs.values()) {
        states[state] = (states[state] ?? 0) + 1;
        expect(['completed', 'exited']).toContain(state);
        expect(visit).toBeLessThanOrEqual(MOST_STEPS + 1);
        expect([wakeAt, typeof endedAt]).toEqual([null, 'number']);
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
