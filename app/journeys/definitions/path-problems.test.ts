import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { cartEvent, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import {
  checkedEnd as end,
  checkedMail as mail,
  checkedWait as wait,
  problemsIn,
} from '#tests/fixtures/checked-journey.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import { contentOf, JourneyContentSchema } from './journey-content.ts';

test.each<[string, Journey, string[]]>([
  [
    'with a step that nothing leads to',
    triedJourney([{ ...wait, next: 'end' }, mail, end]),
    ['mail: No path leads to it. Connect it or remove it.'],
  ],
  [
    'that goes in a circle without a wait',
    triedJourney([{ ...mail, next: 'mail' }]),
    ['mail: It leads back to itself without a wait of an hour or more. Add a wait.'],
  ],
  [
    'that waits in a circle for what may have happened already',
    triedJourney([
      {
        id: 'until',
        kind: 'wait_for',
        events: ['order.shipped'],
        maxMs: DAY,
        next: 'mail',
        timeout: 'end',
      },
      { ...mail, next: 'until' },
      end,
    ]),
    [
      'until: It leads back to itself without a wait of an hour or more. Add a wait.',
      'mail: It leads back to itself without a wait of an hour or more. Add a wait.',
    ],
  ],
  [
    'that goes in a circle of minutes',
    triedJourney([
      { ...wait, ms: HOUR - 1 },
      { ...mail, next: 'wait' },
    ]),
    [
      'wait: It leads back to itself without a wait of an hour or more. Add a wait.',
      'mail: It leads back to itself without a wait of an hour or more. Add a wait.',
    ],
  ],
  [
    'that waits in a circle for a date which may be over',
    triedJourney([
      {
        id: 'until',
        kind: 'wait_until',
        until: { by: 'date', date: '2026-12-24', time: '09:00' },
        zone: 'shop',
        next: 'mail',
      },
      { ...mail, next: 'until' },
    ]),
    [
      'until: It leads back to itself without a wait of an hour or more. Add a wait.',
      'mail: It leads back to itself without a wait of an hour or more. Add a wait.',
    ],
  ],
  [
    'whose conditions all lead to one step',
    triedJourney([
      {
        id: 'ask',
        kind: 'branch',
        when: { field: 'orders', is: 'at_least', value: 1 },
        yes: 'mail',
        no: 'mail',
      },
      mail,
      end,
    ]),
    ['ask: All its paths lead to the same step. Lead one to another step, or remove it.'],
  ],
  [
    'that waits for something and goes on the same when it does not happen',
    triedJourney([
      {
        id: 'until',
        kind: 'wait_for',
        events: ['order.shipped'],
        maxMs: DAY,
        next: 'mail',
        timeout: 'mail',
      },
      mail,
      end,
    ]),
    [],
  ],
  ['that goes in a circle with a wait', triedJourney([wait, { ...mail, next: 'wait' }]), []],
  [
    'whose wait takes no time',
    triedJourney([
      { ...wait, ms: 0, next: 'mail' },
      { ...mail, next: 'wait' },
    ]),
    [
      'wait: It leads back to itself without a wait of an hour or more. Add a wait.',
      'mail: It leads back to itself without a wait of an hour or more. Add a wait.',
    ],
  ],
])('a journey %s is published only when its paths lead on', (_name, journey, problems) => {
  expect(problemsIn(journey)).toEqual(problems);
});

test('a journey of 500 steps is looked through, and one of more cannot be read', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `step-${String(index)}`);
  const steps = ids.map((id, index): Step => {
    const next = ids[index + 1];
    return next === undefined ? { ...end, id } : { ...wait, id, next };
  });
  expect(problemsIn(triedJourney(steps))).toEqual([]);
  const content = contentOf(triedJourney(steps));
  expect(JourneyContentSchema.safeParse(content).success).toBe(true);
  const more = { ...content, steps: [...steps, { ...end, id: 'more' }] };
  expect(JourneyContentSchema.safeParse(more).success).toBe(false);
});

describe('whatever its steps', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const to = fc.constantFrom(...ids);
  const stepOf = (id: string): fc.Arbitrary<Step> =>
    fc.oneof(
      to.map((next): Step => ({ id, kind: 'wait', ms: HOUR, next })),
      to.map((next): Step => ({ ...mail, id, next })),
      to.map((next): Step => ({ id, kind: 'banner', template: 'basket-banner', forMs: 1, next })),
      fc.record({ next: to, timeout: to }).map((edges): Step => ({
        id,
        kind: 'wait_for',
        events: ['order.placed'],
        maxMs: DAY,
        ...edges,
      })),
      to.map((next): Step => ({
        id,
        kind: 'wait_until',
        until: { by: 'time_of_day', time: '09:00', weekdays: [] },
        zone: 'shop',
        next,
      })),
      fc.record({ one: to, other: to }).map(({ one, other }): Step => ({
        id,
        kind: 'split',
        variants: [
          { label: 'A', percent: 50, next: one },
          { label: 'B', percent: 50, next: other },
        ],
      })),
      to.map((next): Step => ({ id, kind: 'goal', name: 'Here', then: 'go_on', next })),
      fc.constant<Step>({ ...end, id }),
    );
  const drawn = fc
    .subarray(ids, { minLength: 1 })
    .chain((chosen) => fc.tuple(...chosen.map(stepOf)))
    .map((steps) => triedJourney(steps));

  test('a journey without problems never sends a run where no step is, nor in a circle at one moment', () => {
    let published = 0;
    fc.assert(
      fc.property(drawn, (journey) => {
        if (problemsIn(journey).length > 0) return;
        published += 1;
        const story = storyOf(journey);
        story.receive(cartEvent(STORY_START));
        const atOnce = [...story.runs.values()].map(({ endReason }) => endReason);
        expect(atOnce).not.toContain('endless');
        for (const event of orderEvents(STORY_START + 2 * HOUR)) story.receive(event);
        for (let day = 1; day <= 30; day += 1) story.passTo(STORY_START + day * DAY);
        const reasons = [...story.runs.values()].map(({ state, endReason }) =>
          state === 'failed' ? endReason : null,
        );
        expect(reasons.filter((reason) => reason !== null)).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(published).toBeGreaterThan(20);
  });
});
