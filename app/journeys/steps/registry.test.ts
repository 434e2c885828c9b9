import { describe, expect, test } from 'vitest';
import { earlierJourneys, journeys } from '#app/journeys/gallery.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { stepHandlerOf, type Step } from './registry.ts';
import { withStepEdge } from './step-edges.ts';

const everyJourney = [...journeys, ...earlierJourneys];
const bought = { field: 'orders', is: 'at_least', value: 1 } as const;

/** One of each kind. */
const STEPS: Step[] = [
  { id: 'a', kind: 'wait', ms: 60_000, next: 'b' },
  { id: 'a', kind: 'wait_for', events: ['order.shipped'], maxMs: 1, next: 'b', timeout: 'c' },
  {
    id: 'a',
    kind: 'wait_until',
    until: { by: 'time_of_day', time: '09:00', weekdays: [1, 5] },
    zone: 'person',
    next: 'b',
  },
  { id: 'a', kind: 'branch', when: bought, yes: 'b', no: 'c' },
  {
    id: 'a',
    kind: 'multi_branch',
    paths: [{ label: 'Buyers', when: bought, next: 'b' }],
    otherwise: 'c',
  },
  {
    id: 'a',
    kind: 'split',
    variants: [
      { label: 'A', percent: 50, next: 'b' },
      { label: '', percent: 50, next: 'c' },
    ],
  },
  { id: 'a', kind: 'holdout', percent: 10, next: 'b' },
  { id: 'a', kind: 'goal', name: 'Came back', then: 'go_on', next: 'b' },
  { id: 'a', kind: 'email', template: 'order-thanks', class: 'transactional', next: 'b' },
  { id: 'a', kind: 'banner', template: 'goes-with-banner', forMs: 1, next: 'b' },
  { id: 'a', kind: 'start_journey', journey: 'win-back', next: 'b' },
  { id: 'a', kind: 'tag', change: 'add', tag: 'vip', next: 'b' },
  {
    id: 'a',
    kind: 'metafield',
    namespace: 'custom',
    key: 'grade',
    type: 'single_line_text_field',
    value: '{{grade}}',
    next: 'b',
  },
  {
    id: 'a',
    kind: 'staff_email',
    to: [{ staffId: '7' }, { address: 'sales@fern.example' }],
    subject: 'Call {{name}}',
    text: '',
    next: 'b',
  },
  { id: 'a', kind: 'webhook', url: 'https://hooks.fern.example/in', next: 'b' },
  {
    id: 'a',
    kind: 'support_ticket',
    by: 'email',
    url: '',
    subject: 'Help {{name}}',
    text: '',
    next: 'b',
  },
  { id: 'a', kind: 'sales_task', title: 'Call', note: '', owner: '', dueDays: 2, next: 'b' },
  { id: 'a', kind: 'move_stage', stage: 'contacted', next: 'b' },
  { id: 'a', kind: 'offer', offer: 'ten-off', next: 'b', otherwise: 'c' },
  { id: 'a', kind: 'exit', reason: 'finished' },
];

test('every step of every journey is as the schema of its kind asks', () => {
  for (const { key, steps } of everyJourney)
    for (const step of steps)
      expect(stepHandlerOf(step).schema.safeParse(step), `${key}: ${step.id}`).toMatchObject({
        success: true,
      });
});

test('a new step of every kind is as its schema asks', () => {
  const blanks = STEPS.map((step) => stepHandlerOf(step).blank('new', 'b'));
  expect(blanks.map(({ kind }) => kind)).toEqual(STEPS.map(({ kind }) => kind));
  for (const blank of blanks)
    expect(stepHandlerOf(blank).schema.safeParse(blank), blank.kind).toMatchObject({
      success: true,
    });
});

describe.each(STEPS.map((step) => [step.kind, step] as const))('a step of kind %s', (_, step) => {
  const handler = stepHandlerOf(step);

  test('is refused with a field that it does not know, and without its id', () => {
    expect(handler.schema.safeParse({ ...step, more: 1 }).success).toBe(false);
    expect(handler.schema.safeParse({ ...step, id: undefined }).success).toBe(false);
  });

  test('goes after its wait where one of its edges leads, and waits for a time only then', () => {
    const next = handler.afterWait(step);
    if (next === null) expect(handler.longestWait(step)).toBe(0);
    else expect(handler.edges(step).map(({ to }) => to)).toContain(next);
  });

  test('leads by each edge to another step', () => {
    for (const { key } of handler.edges(step)) {
      const edges = handler.edges(withStepEdge(step, key, 'z'));
      expect(edges.map(({ key: one, to }) => [one, to === 'z'])).toEqual(
        handler.edges(step).map(({ key: one }) => [one, one === key]),
      );
    }
  });

  test('is described by itself, to a person at it and as what comes next', () => {
    const names = galleryNames;
    const next = (id: string) => `step ${id}`;
    const { title, detail } = handler.words.card(step, { names, restarts: false });
    const words = [
      title,
      detail,
      handler.words.current(step, { names, next }),
      handler.words.coming(step, { names, next }),
    ];
    expect(words.filter((text) => text.trim() === '' || /undefined|_/.test(text))).toEqual([]);
  });
});

test('a predicate that cannot be read makes no branch', () => {
  const when = { field: 'no_such_field', is: 'at_least', value: 1 };
  const branch = { id: 'a', kind: 'branch', when, yes: 'b', no: 'c' } as unknown as Step;
  expect(stepHandlerOf(branch).schema.safeParse(branch).success).toBe(false);
});
