import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import { earlierJourneys, journeys } from '#app/journeys/gallery.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { cartEvent, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import { contentOf, JourneyContentSchema } from './journey-content.ts';
import { journeyProblems } from './journey-problems.ts';

function problemsIn(journey: Journey): string[] {
  return journeyProblems(contentOf(journey), galleryNames).map(
    ({ stepId, message }) => `${stepId ?? 'journey'}: ${message}`,
  );
}

const end: Step = { id: 'end', kind: 'exit', reason: 'finished' };
const mail: Step = {
  id: 'mail',
  kind: 'email',
  template: 'order-thanks',
  class: 'marketing',
  next: 'end',
};
const wait: Step = { id: 'wait', kind: 'wait', ms: HOUR, next: 'mail' };

test('every version of every journey of the gallery can be read and published', () => {
  for (const journey of [...journeys, ...earlierJourneys]) {
    const content = contentOf(journey);
    expect(JourneyContentSchema.parse(JSON.parse(JSON.stringify(content)))).toEqual(content);
    expect(problemsIn(journey), `${journey.key}@${String(journey.version)}`).toEqual([]);
  }
});

test.each<[string, Journey, string[]]>([
  [
    'whose first step is gone',
    triedJourney([wait, mail, end], { first: 'gone' }),
    ['journey: The first step does not exist. Choose it again.'],
  ],
  [
    'with an edge to nowhere',
    triedJourney([{ ...wait, next: 'gone' }, mail, end]),
    ['wait: It leads to the step “gone”, which does not exist.'],
  ],
  [
    'with a step that nothing leads to',
    triedJourney([{ ...wait, next: 'end' }, mail, end]),
    ['mail: No path leads to it. Connect it or remove it.'],
  ],
  [
    'with two steps of one id',
    triedJourney([wait, mail, { ...mail }, end]),
    ['mail: Two steps have the id “mail”. Give one of them another.'],
  ],
  [
    'that goes in a circle without a wait',
    triedJourney([{ ...mail, next: 'mail' }]),
    ['mail: It leads back to itself without a wait. Add a wait.'],
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
      'until: It leads back to itself without a wait. Add a wait.',
      'mail: It leads back to itself without a wait. Add a wait.',
    ],
  ],
  ['that goes in a circle with a wait', triedJourney([wait, { ...mail, next: 'wait' }]), []],
  [
    'whose wait takes no time',
    triedJourney([
      { ...wait, ms: 0, next: 'mail' },
      { ...mail, next: 'wait' },
    ]),
    [
      'wait: It leads back to itself without a wait. Add a wait.',
      'mail: It leads back to itself without a wait. Add a wait.',
    ],
  ],
  [
    'that sends an email which does not exist',
    triedJourney([{ ...mail, template: 'gone' }, end]),
    ['mail: Its email “gone” does not exist. Choose one.'],
  ],
  [
    'that restarts at what is no wait',
    triedJourney([wait, mail, end], { restartsWhileWaitingAt: 'mail', renewsAt: ['gone'] }),
    [
      'journey: “mail”, at which the clock restarts, is no wait of the journey.',
      'journey: “gone”, at which a new cart starts again, does not exist.',
    ],
  ],
])('a journey %s is published only without problems', (_name, journey, problems) => {
  expect(problemsIn(journey)).toEqual(problems);
});

test('an archived email or banner cannot be used', () => {
  const archived = new Map(galleryNames).set(
    'email',
    new Map([['order-thanks', { name: 'Thanks', isArchived: true }]]),
  );
  expect(journeyProblems(contentOf(triedJourney([mail, end])), archived)).toEqual([
    {
      stepId: 'mail',
      message: 'Its email “Thanks” is archived. Restore it or choose another.',
    },
  ]);
});

test('segments, products and collections that the shop does not have cannot be asked about', () => {
  const known = {
    segments: new Map<string, Predicate>([['vip', { any: [] }]]),
    products: new Set(['1']),
    collections: new Set(['2']),
  };
  const asking = (segment: string, product: string, collection: string) =>
    triedJourney(
      [
        { id: 'ask', kind: 'branch', when: { segment, is: 'in' }, yes: 'mail', no: 'end' },
        mail,
        end,
      ],
      {
        trigger: { segment, kind: 'entered' },
        exitConditions: [{ segment, kind: 'left' }],
        entry: {
          interest: 'viewed',
          is: 'within',
          products: [product],
          collections: [collection],
          days: 7,
        },
      },
    );
  const problems = (journey: Journey) => journeyProblems(contentOf(journey), galleryNames, known);
  expect(problems(asking('vip', '1', '2'))).toEqual([]);
  expect(problems(asking('gone', '8', '9'))).toEqual([
    { stepId: null, message: 'The segment “gone”, which starts it, is gone. Choose another.' },
    { stepId: null, message: 'The segment “gone”, which ends it, is gone. Choose another.' },
    { stepId: null, message: 'Condition to enter: This product was deleted. Choose another.' },
    { stepId: null, message: 'Condition to enter: This collection was deleted. Choose another.' },
    { stepId: 'ask', message: 'This segment was deleted. Choose another.' },
  ]);
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
