import { expect, test } from 'vitest';
import { eventActionWords, eventStateWords } from '#app/journeys/steps/event-words.ts';
import type { EventKind } from '#app/events/event.ts';
import { contentOf, JourneyContentSchema } from './journey-content.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';

const sent = contentOf(triedJourney([{ id: 'end', kind: 'exit', reason: 'finished' }]));
/** As a client may send it: what may be left out is left out. */
const interest = { interest: 'viewed', is: 'within', products: ['1'], days: 7 };

test('a predicate is read with what may be left out, on entering and in a branch', () => {
  const branch = { id: 'ask', kind: 'branch', when: interest, yes: 'end', no: 'end' };
  const steps = [branch, ...sent.steps];
  const content = JourneyContentSchema.parse({ ...sent, entry: interest, first: 'ask', steps });
  const whole = { ...interest, collections: [] };
  expect(content.entry).toEqual(whole);
  expect(content.steps[0]).toEqual({ ...branch, when: whole });
});

test('what is wrong in a step or a predicate is said with its place', () => {
  const wrong = {
    ...sent,
    entry: { all: [{ field: 'nonsense', is: 'known' }] },
    steps: [
      { id: 'end', kind: 'exit' },
      { id: 'x', kind: 'teleport' },
    ],
  };
  const { error } = JourneyContentSchema.safeParse(wrong);
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'entry.all.0.field',
    'steps.0.reason',
    'steps.1.kind',
  ]);
});

test('a wait for what no event is cannot be saved, and one that was stored has words', () => {
  const wait = { id: 'until', kind: 'wait_for', maxMs: 1, next: 'end', timeout: 'end' };
  const waiting = (kind: string) =>
    JourneyContentSchema.safeParse({
      ...sent,
      first: 'until',
      steps: [{ ...wait, events: [kind] }, ...sent.steps],
    }).success;
  expect(waiting('order.shipped')).toBe(true);
  for (const kind of ['order.eaten', 'toString', '']) expect(waiting(kind)).toBe(false);
  const unknown = 'order.eaten' as EventKind;
  expect([eventActionWords(unknown), eventStateWords(unknown)]).toEqual([
    'order eaten',
    'order eaten',
  ]);
});
