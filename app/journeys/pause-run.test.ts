import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import {
  cartEvent,
  JourneyStory,
  orderEvents,
  parcelEvent,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import type { Journey } from './definition.ts';
import type { Step } from './steps/registry.ts';

const end = { id: 'end', kind: 'exit', reason: 'finished' } as const;

function mail(id: string, next: string): Step {
  return { id, kind: 'email', template: id, class: 'transactional', next };
}

function wait(id: string, ms: number, next: string): Step {
  return { id, kind: 'wait', ms, next };
}

const reminders = triedJourney([
  wait('wait-1', HOUR, 'mail-1'),
  mail('mail-1', 'wait-2'),
  wait('wait-2', DAY, 'mail-2'),
  mail('mail-2', 'wait-3'),
  wait('wait-3', 3 * DAY, 'end'),
  end,
]);
const untilSent = triedJourney(
  [
    {
      id: 'until',
      kind: 'wait_for',
      events: ['order.shipped'],
      maxMs: 9 * DAY,
      next: 'mail-1',
      timeout: 'end',
    },
    mail('mail-1', 'wait-3'),
    wait('wait-3', DAY, 'end'),
    end,
  ],
  { trigger: { events: ['order.placed'], subject: 'order' } },
);

/** The rules while the journey is paused, as the shop has them then. */
function paused(journey: Journey) {
  return {
    model: retailModel,
    timeZone: 'UTC',
    journeys: [],
    earlierJourneys: [journey],
    pausedKeys: new Set([journey.key]),
  };
}

function running(journey: Journey) {
  return { model: retailModel, timeZone: 'UTC', journeys: [journey] };
}

/** What resuming does to the rows of runs that stood still. */
function release(story: JourneyStory): void {
  const run = story.run('tried');
  if (run.held && run.wakeAt === null) run.wakeAt = run.held.at;
}

function isSkipped({ effects }: JourneyStory): (string | undefined)[] {
  return effects.map(({ refused }) => refused);
}

test('a wait that ends during a pause is over when the journey goes on, and what follows counts from its moment', () => {
  const story = new JourneyStory(running(reminders)).receive(cartEvent(STORY_START));
  story.goBy(paused(reminders)).passTo(STORY_START + 2 * HOUR);
  expect(story.done).toEqual([]);
  expect(story.run('tried')).toMatchObject({
    state: 'active',
    stepId: 'wait-1',
    wakeAt: null,
    held: { at: STORY_START + HOUR },
  });
  release(story);
  story.goBy(running(reminders)).passTo(STORY_START + 3 * HOUR);
  expect(story.done).toEqual(['mail-1@1']);
  expect(isSkipped(story)).not.toContain('stale');
  expect(story.run('tried')).toMatchObject({
    stepId: 'wait-2',
    wakeAt: STORY_START + HOUR + DAY,
    held: null,
  });
});

test('an email that a pause made more than a day late is skipped as stale with a decision, and the run goes on', () => {
  const story = new JourneyStory(running(reminders)).receive(cartEvent(STORY_START));
  story.goBy(paused(reminders)).passTo(STORY_START + DAY);
  release(story);
  story.goBy(running(reminders)).passTo(STORY_START + 2 * DAY + 2 * HOUR);
  expect(story.done).toEqual(['mail-1@1', 'mail-2@25']);
  // The second is due 25 hours ago, the first two days ago.
  expect(isSkipped(story)).toEqual(['stale', 'stale']);
  const stale = story.decisions.filter(({ reason }) => reason === 'stale');
  expect(stale.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped']);
  expect(story.run('tried')).toMatchObject({ state: 'active', stepId: 'wait-3' });
});

test('what is late for another reason than a pause is sent as ever', () => {
  const story = new JourneyStory(running(reminders)).receive(cartEvent(STORY_START));
  story.passTo(STORY_START + 2 * DAY + 2 * HOUR);
  expect(isSkipped(story)).not.toContain('stale');
});

test('a paused journey starts nothing', () => {
  const story = new JourneyStory(paused(reminders)).receive(cartEvent(STORY_START));
  expect(story.runs.size).toBe(0);
});

test('a run of a paused journey ends when its person orders', () => {
  const journey = { ...reminders, exitReasons: ['ordered' as const] };
  const story = new JourneyStory(running(journey)).receive(cartEvent(STORY_START));
  story.goBy(paused(journey)).passTo(STORY_START + 2 * HOUR);
  for (const event of orderEvents(STORY_START + 3 * HOUR)) story.receive(event);
  expect(story.run('tried')).toMatchObject({ state: 'exited', endReason: 'ordered' });
});

test('what a run waits for is noted during a pause, and takes it on when the journey goes on', () => {
  const story = new JourneyStory(running(untilSent));
  for (const event of orderEvents(STORY_START)) story.receive(event);
  story.goBy(paused(untilSent)).receive(parcelEvent(STORY_START + DAY));
  expect(story.done).toEqual([]);
  expect(story.run('tried').held).toEqual({ at: STORY_START + DAY, stepId: 'mail-1' });
  // A second parcel changes nothing of that.
  story.receive(parcelEvent(STORY_START + DAY + HOUR, '32'));
  release(story);
  story.goBy(running(untilSent)).passTo(STORY_START + DAY + 2 * HOUR);
  expect(story.done).toEqual(['mail-1@24']);
  expect(story.run('tried')).toMatchObject({ stepId: 'wait-3', wakeAt: STORY_START + 2 * DAY });
});

test('an event that comes before the clock is read takes a released run on from where it stood first', () => {
  const story = new JourneyStory(running(reminders)).receive(cartEvent(STORY_START));
  story.goBy(paused(reminders)).passTo(STORY_START + 2 * HOUR);
  release(story);
  story.goBy(running(reminders)).receive(cartEvent(STORY_START + 3 * HOUR, { quantity: 2 }));
  expect(story.done).toEqual(['mail-1@1']);
  expect(story.run('tried')).toMatchObject({ stepId: 'wait-2', held: null });
});
