import { expect, test } from 'vitest';
import { newRun } from '#app/journeys/new-run.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { DAY } from '#app/lib/duration.ts';
import { stepHandlerOf, type Step, type StepKind } from './registry.ts';

const NOW = Date.UTC(2026, 10, 30, 12);

const JOURNEY: Journey = {
  key: 'care',
  name: 'Care',
  purpose: '',
  version: 3,
  trigger: { segment: 'new', kind: 'entered' },
  entry: { all: [] },
  exitReasons: [],
  restartsWhileWaitingAt: null,
  first: 'a',
  steps: [],
};

const CUSTOMER: ProfileState = { ...newProfile(0), customerId: { value: '7', at: 0 } };

function context(person = CUSTOMER): StepContext {
  return {
    now: NOW,
    zones: { shop: 'UTC', person: 'UTC' },
    person,
    facts: { carts: new Map(), purchases: new Map() },
    holds: () => ({ holds: true, why: [], facts: {}, read: {} }),
    isIn: () => false,
  };
}

/** What a step does with a person who reaches it. */
function entered(step: Step, person = CUSTOMER) {
  const fresh = newRun(JOURNEY, { key: 'k', context: { subject: 'person' } }, 'ada', NOW);
  const run = { ...fresh, stepId: step.id, visit: 2 };
  const ofStep = { key: 'care', rule: 'care@3', longestWait: () => 0 };
  const result = stepHandlerOf(step).enter(step, run, NOW, context(person), ofStep);
  return { ...result, run };
}

const ACTIONS: [Step, string, object][] = [
  [
    { id: 'a', kind: 'tag', change: 'remove', tag: ' VIP ', next: 'b' },
    'tag_customer',
    { customerId: '7', tag: 'VIP', change: 'remove' },
  ],
  [
    {
      id: 'a',
      kind: 'metafield',
      namespace: 'custom',
      key: 'grade',
      type: 'single_line_text_field',
      value: '{{grade}}',
      next: 'b',
    },
    'set_metafield',
    { customerId: '7', key: 'grade', value: '{{grade}}', journeyKey: 'care' },
  ],
  [
    { id: 'a', kind: 'webhook', url: 'https://hooks.fern.example/in', next: 'b' },
    'send_webhook',
    { journeyKey: 'care', journeyVersion: 3, stepId: 'a', at: NOW },
  ],
  [
    {
      id: 'a',
      kind: 'support_ticket',
      by: 'email',
      url: '',
      subject: 'Help',
      text: '',
      next: 'b',
    },
    'open_ticket',
    { by: 'email', subject: 'Help' },
  ],
  [
    { id: 'a', kind: 'sales_task', title: 'Call', note: '', owner: '', dueDays: 2, next: 'b' },
    'create_task',
    { title: 'Call', ownerId: null, dueAt: NOW + 2 * DAY },
  ],
  [{ id: 'a', kind: 'move_stage', stage: 'won', next: 'b' }, 'move_stage', { stage: 'won' }],
];

test.each(ACTIONS)('%j asks for one effect under its own key and goes on at once', (...given) => {
  const [step, kind, payload] = given;
  const { run, effects = [], outcome } = entered(step);
  expect(effects).toMatchObject([
    { key: `${run.id}:a:2`, kind, payload, profileId: 'ada', runId: run.id, dueAt: NOW },
  ]);
  expect(outcome).toEqual({ kind: 'next', stepId: 'b', at: NOW });
});

test('an email to staff is one effect a recipient, each with a key of its own', () => {
  const to = [{ staffId: '7' }, { address: 'sales@fern.example' }];
  const { run, effects = [] } = entered({
    id: 'a',
    kind: 'staff_email',
    to,
    subject: 'Call {{name}}',
    text: '',
    next: 'b',
  });
  expect(effects.map(({ key }) => key)).toEqual([`${run.id}:a:2:0`, `${run.id}:a:2:1`]);
  expect(effects.map(({ payload }) => ('to' in payload ? payload.to : null))).toEqual(to);
});

test('a tag and a metafield wait for no one who is no customer: they say why and go on', () => {
  for (const [step] of ACTIONS.slice(0, 2)) {
    const { effects = [], decisions, outcome } = entered(step, { ...CUSTOMER, customerId: null });
    expect(effects).toEqual([]);
    expect(decisions).toMatchObject([
      { outcome: 'skipped', reason: 'no_customer', rule: 'care@3', facts: { step: 'a' } },
    ]);
    expect(outcome).toEqual({ kind: 'next', stepId: 'b', at: NOW });
  }
});

const KINDS: StepKind[] = [
  'tag',
  'metafield',
  'staff_email',
  'webhook',
  'support_ticket',
  'sales_task',
  'move_stage',
];

test.each(KINDS)(
  'a new step of kind %s can be saved, and does nothing before it is set up',
  (kind) => {
    const [example] = ACTIONS[0] ?? [];
    if (!example) throw new Error('There is no example.');
    const blank = stepHandlerOf({ ...example, kind } as Step).blank('a', 'b');
    const handler = stepHandlerOf(blank);
    expect(handler.schema.safeParse(blank).success).toBe(true);
    expect(handler.edges(blank)).toEqual([{ key: 'next', to: 'b', label: null }]);
    const { effects = [], decisions = [] } = entered(blank);
    // A task says from the beginning what is to be done, a ticket whom it is about.
    if (handler.problems?.(blank).length === 0) expect(effects).toHaveLength(1);
    else expect(decisions).toMatchObject([{ outcome: 'skipped', reason: 'not_set_up' }]);
  },
);

test.each<[Partial<Record<string, unknown>> & { kind: StepKind }, string]>([
  [{ kind: 'tag', tag: 'a,b' }, 'Leave out the comma: in Shopify it would make two tags.'],
  [
    { kind: 'metafield', key: 'a b', value: '1' },
    'Use 2 to 64 letters, numbers, hyphens and underscores for the key.',
  ],
  [
    { kind: 'metafield', key: 'score', type: 'number_integer', value: 'many' },
    'Enter a value of the type “Integer”.',
  ],
  [
    { kind: 'metafield', key: 'score', value: '{{password}}' },
    'Take {{password}} out of the value, or choose one of the variables instead.',
  ],
  [{ kind: 'staff_email', to: [] }, 'Choose who gets the email.'],
  [{ kind: 'staff_email', to: [{ address: 'sales' }] }, 'Correct the email address “sales”.'],
  [
    { kind: 'webhook', url: 'http://hooks.fern.example/' },
    'Use an address that begins with https://.',
  ],
  [{ kind: 'webhook', url: 'https://10.0.0.1/' }, 'Use a host name instead of an IP address.'],
  [
    { kind: 'support_ticket', by: 'webhook', url: '' },
    'Enter the address that the webhook goes to.',
  ],
  [{ kind: 'sales_task', title: ' ' }, 'Enter what is to be done.'],
  [{ kind: 'move_stage', stage: '' }, 'Choose the stage.'],
])('%j cannot be published: %s', ({ kind, ...changed }, problem) => {
  const [example] = ACTIONS[0] ?? [];
  const blank = stepHandlerOf({ ...example, kind } as Step).blank('a', 'b');
  const step = { ...blank, ...changed };
  expect(stepHandlerOf(step).problems?.(step)).toContain(problem);
});
