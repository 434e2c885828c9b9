import { describe, expect, test } from 'vitest';
import type { EventPayload } from '#app/events/event.ts';
import { earlierJourneys, journeys } from '#app/journeys/gallery.ts';
import { reentryOf, reentryProblems, reentryWords } from '#app/journeys/reentry.ts';
import {
  TRIGGER_KINDS,
  TriggerContent,
  triggerHandlerNamed,
  triggerHandlerOf,
  triggerKindOf,
  type Trigger,
} from './registry.ts';
import { eventAt } from '#tests/fixtures/journey-story.ts';

/** As they were stored before there were other kinds. */
const STORED: [Trigger, string, string][] = [
  [{ events: ['cart.changed'], subject: 'basket' }, 'event', 'One for each cart'],
  [
    { events: ['cart.changed', 'checkout.changed'], subject: 'basket', onePer: 'person' },
    'event',
    'One at a time for each person',
  ],
  [{ events: ['order.placed'], subject: 'order', except: ['till'] }, 'event', 'One for each order'],
  [{ segment: 'at_risk', kind: 'left' }, 'segment', 'One at a time for each person'],
];

test.each(STORED)('%j is read unchanged, as kind %s, with runs: %s', (trigger, kind, runs) => {
  expect(TriggerContent.parse(JSON.parse(JSON.stringify(trigger)))).toEqual(trigger);
  expect(triggerKindOf(trigger)).toBe(kind);
  expect(reentryWords(reentryOf({ trigger }))).toBe(runs);
});

test('every journey of the gallery has a trigger that can be read and has no problem', () => {
  for (const { trigger } of [...journeys, ...earlierJourneys]) {
    expect(TriggerContent.parse(trigger)).toEqual(trigger);
    expect(triggerHandlerOf(trigger).problems?.(trigger) ?? []).toEqual([]);
  }
});

test.each(['', 'no_such_kind', 'toString'])('a trigger of kind “%s” cannot be saved', (on) => {
  expect(TriggerContent.safeParse({ on }).success).toBe(false);
});

test('nothing, a text and a list are no triggers', () => {
  for (const input of [null, 'event', [], {}])
    expect(TriggerContent.safeParse(input).success).toBe(false);
});

describe.each(TRIGGER_KINDS)('a new trigger of kind %s', (kind) => {
  const handler = triggerHandlerNamed(kind);
  const trigger: Trigger = handler.blank;

  test('is read as it is, refuses a field that it does not know, and has words', () => {
    expect(TriggerContent.parse(trigger)).toEqual(trigger);
    expect(TriggerContent.safeParse({ ...trigger, more: 1 }).success).toBe(false);
    expect(triggerHandlerOf(trigger).words(trigger)).toMatch(/^Starts (when|\d)/);
    expect(triggerHandlerOf(trigger).words(trigger)).not.toMatch(/undefined|null/);
  });

  test('may be entered again by its usual policy', () => {
    expect(reentryProblems({ trigger, reentry: reentryOf({ trigger }) })).toEqual([]);
  });
});

test('a policy that counts by what the trigger is not about is a problem, which says what to do', () => {
  const trigger: Trigger = { on: 'manual' };
  expect(reentryProblems({ trigger, reentry: { per: 'cart' } })).toEqual([
    'What starts it cannot be counted by cart. Choose again who may enter again.',
  ]);
});

const reduced = { productId: '1', variantId: '11', fromMinor: 900, toMinor: 800, currency: 'GBP' };

test.each<[EventPayload, object]>([
  [{ kind: 'product.viewed', productId: '1' }, { product: '1' }],
  [{ kind: 'product.restocked', productId: '1' }, { product: '1' }],
  [
    { kind: 'product.reduced', ...reduced },
    { product: '1', reduced: { variantId: '11', fromMinor: 900, currency: 'GBP' } },
  ],
  [{ kind: 'collection.viewed', collectionId: '3' }, { collection: '3' }],
  // Its emails are not about the product, and go also when that is sold out.
  [{ kind: 'product.added', productId: '1', quantity: 1 }, {}],
])('a run that %j starts is about the person and %j', (payload, about) => {
  const trigger: Trigger = { events: [payload.kind], subject: 'person' };
  const start = triggerHandlerOf(trigger).onEvent?.(trigger, eventAt(0, payload), 'ada');
  expect(start?.context).toEqual({ subject: 'person', ...about });
});
