import { expect, test } from 'vitest';
import type { EmailPurpose, EmailTraits } from '#app/definitions/email-traits.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { earlierJourneys, journeys } from '#app/journeys/gallery.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { emailTraits } from '#app/messages/templates/email-content.ts';
import { templates } from '#app/messages/templates.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { emailProblems, offersInRowProblems } from './email-problems.ts';
import { contentOf } from './journey-content.ts';

const end: Step = { id: 'end', kind: 'exit', reason: 'finished' };
const aboutOrder: Partial<Journey> = { trigger: { events: ['order.placed'], subject: 'order' } };
const plain: EmailTraits = { purpose: null, buttons: 1, recommends: false };

/** Emails called after what they are for, and one that does not say. */
const emails = new Map<string, EmailTraits>([
  ...(['answer', 'proof', 'help', 'offer'] as const).map((purpose): [string, EmailTraits] => [
    purpose,
    { ...plain, purpose },
  ]),
  ['unknown', plain],
  ['recommending', { ...plain, recommends: true }],
  ['asking', { ...plain, buttons: 2 }],
]);

function mail(id: string, template: string, next: string): Step & { kind: 'email' } {
  return { id, kind: 'email', template, class: 'marketing', next };
}

function inRow(...purposes: (EmailPurpose | 'unknown')[]): Step[] {
  const steps = purposes.map((purpose, index) =>
    mail(`mail-${String(index + 1)}`, purpose, `mail-${String(index + 2)}`),
  );
  return [...steps.slice(0, -1), ...steps.slice(-1).map((last) => ({ ...last, next: 'end' })), end];
}

function offersIn(steps: Step[]) {
  return offersInRowProblems(contentOf(triedJourney(steps)), emails).map(({ stepId }) => stepId);
}

test('no journey of the gallery has a problem with the emails of the gallery', () => {
  const known = new Map(templates.map(({ key, ...content }) => [key, emailTraits(content)]));
  for (const journey of [...journeys, ...earlierJourneys]) {
    const content = contentOf(journey);
    expect([...emailProblems(content, known), ...offersInRowProblems(content, known)]).toEqual([]);
  }
});

test.each<[string, string, Partial<Journey>, string[]]>([
  ['about the order', 'help', aboutOrder, []],
  [
    'that makes an offer',
    'offer',
    aboutOrder,
    ['An email that makes an offer is marketing. Send it to subscribers only.'],
  ],
  [
    'that proves a claim',
    'proof',
    aboutOrder,
    ['An email that proves a claim sells, and is marketing. Send it to subscribers only.'],
  ],
  [
    'that recommends products',
    'recommending',
    aboutOrder,
    ['An email that recommends products is marketing. Send it to subscribers only.'],
  ],
  [
    'of a journey about a cart',
    'help',
    {},
    [
      'Only a journey about an order or an application may write to people who have not subscribed. Send it to subscribers only.',
    ],
  ],
  [
    'of a journey about a segment',
    'help',
    { trigger: { segment: 'vip', kind: 'entered' } },
    [
      'Only a journey about an order or an application may write to people who have not subscribed. Send it to subscribers only.',
    ],
  ],
])(
  'an email to all buyers %s is published as its consent allows',
  (_name, template, journey, messages) => {
    const toAll = { ...mail('mail', template, 'end'), class: 'transactional' as const };
    const problems = emailProblems(contentOf(triedJourney([toAll, end], journey)), emails);
    expect(problems).toEqual(messages.map((message) => ({ stepId: 'mail', message })));
    const toSubscribers = triedJourney([mail('mail', template, 'end'), end], journey);
    expect(emailProblems(contentOf(toSubscribers), emails)).toEqual([]);
  },
);

test('an email with two buttons is warned of', () => {
  const journey = contentOf(triedJourney([mail('mail', 'asking', 'end'), end]));
  expect(emailProblems(journey, emails)).toEqual([
    {
      stepId: 'mail',
      severity: 'warning',
      message: 'It has 2 buttons. Ask the reader to do one thing.',
    },
  ]);
  expect(emailProblems(journey)).toEqual([]);
});

test.each<[string, Step[], string[]]>([
  ['two offers', inRow('offer', 'offer'), []],
  ['three offers', inRow('offer', 'offer', 'offer'), ['mail-3']],
  ['four offers', inRow('offer', 'offer', 'offer', 'offer'), ['mail-3', 'mail-4']],
  ['three offers with help between', inRow('offer', 'offer', 'help', 'offer'), []],
  ['three offers and one of no purpose', inRow('offer', 'offer', 'unknown', 'offer'), ['mail-4']],
  [
    'three offers on one of two paths',
    [
      mail('first', 'offer', 'ask'),
      { id: 'ask', kind: 'branch', when: { all: [] }, yes: 'helps', no: 'second' },
      mail('helps', 'help', 'second'),
      mail('second', 'offer', 'third'),
      mail('third', 'offer', 'end'),
      end,
    ],
    ['third'],
  ],
  [
    'an offer in a circle',
    [{ id: 'wait', kind: 'wait', ms: 1, next: 'again' }, mail('again', 'offer', 'wait')],
    ['again'],
  ],
])('of %s in a row the third is warned of', (_name, steps, warned) => {
  expect(offersIn(steps)).toEqual(warned);
});

test('buttons of an email are counted in its body', () => {
  const [content] = templates;
  if (!content) throw new Error('The gallery has no email.');
  const body = '<mj-button href="a">One</mj-button><MJ-BUTTON>Two</MJ-BUTTON><mj-buttons />';
  expect(emailTraits({ ...content, body })).toEqual({
    purpose: 'help',
    buttons: 2,
    recommends: false,
  });
});
