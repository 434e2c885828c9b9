import { expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import {
  checkedEnd as end,
  checkedMail as mail,
  checkedWait as wait,
  problemsIn,
} from '#tests/fixtures/checked-journey.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { contentOf } from './journey-content.ts';
import { journeyProblems } from './journey-problems.ts';

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
    'with two steps of one id',
    triedJourney([wait, mail, { ...mail }, end]),
    ['mail: Two steps have the id “mail”. Give one of them another.'],
  ],
  [
    'with shares above a hundred percent',
    triedJourney([
      {
        id: 'split',
        kind: 'split',
        variants: [
          { label: 'A', percent: 120, next: 'mail' },
          { label: 'B', percent: 10, next: 'end' },
        ],
      },
      mail,
      end,
    ]),
    ['split: The variants add up to 130 %. Make them add up to 100 %.'],
  ],
  [
    'that ends by what starts it',
    triedJourney([wait, mail, end], {
      trigger: { segment: 'vip', kind: 'entered' },
      exitConditions: [{ segment: 'vip', kind: 'entered' }],
    }),
    [
      'journey: What starts it, a change of the segment “vip”, also ends it. Change one of the two.',
    ],
  ],
  [
    'about a cart with an email for people who have not subscribed',
    triedJourney([{ ...mail, class: 'transactional' }, end]),
    [
      'mail: Only a journey about an order or an application may write to people who have not subscribed. Send it to subscribers only.',
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
