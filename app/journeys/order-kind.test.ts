import { describe, expect, test } from 'vitest';
import { eventsOf } from '#tests/fixtures/parsed-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import {
  JourneyStory,
  orderEvents,
  parcelEvent,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';
import { DAY } from '#app/lib/duration.ts';
import { orderKindOf, type OrderKind } from './order-kind.ts';

function kindOf(payload: Payload): OrderKind | null | undefined {
  const placed = eventsOf('orders/create', orderPayload(payload)).find(
    (event) => event.kind === 'order.placed',
  );
  return placed && orderKindOf(placed);
}

describe('the kind of an order', () => {
  const cases: [string, Payload, OrderKind | null][] = [
    ['from the online store', { source_name: 'web' }, null],
    ['of which the channel is not said', {}, null],
    ['from another app', { source_name: '1234567' }, null],
    ['for nothing, from the online store', { source_name: 'web', total_price: '0.00' }, null],
    ['fetched by the buyer', { source_name: 'web', shipping_address: null }, null],
    ['taken along from the till', { source_name: 'pos', shipping_address: null }, 'till'],
    ['sent from the till', { source_name: 'pos' }, null],
    ['the first of a subscription', { source_name: 'subscription_contract_checkout_one' }, null],
    ['a renewal of a subscription', { source_name: 'subscription_contract' }, 'renewal'],
    ['made by the staff', { source_name: 'shopify_draft_order' }, null],
    [
      'made by the staff for nothing',
      { source_name: 'shopify_draft_order', total_price: '0.00' },
      'replacement',
    ],
  ];
  test.each(cases)('%s', (_name, payload, kind) => {
    expect(kindOf(payload)).toBe(kind);
  });

  test('one paid with test money is no order', () => {
    expect(kindOf({ test: true })).toBeUndefined();
  });
});

describe('after the purchase', () => {
  test.each<[string, object, number]>([
    ['an order that is sent', { source: 'web' }, 1],
    ['an order taken along from the till', { source: 'pos', isCollected: true }, 0],
    ['a renewal', { source: 'subscription_contract' }, 0],
    ['a replacement', { source: 'shopify_draft_order', isFree: true }, 0],
  ])('%s', (_name, channel, runs) => {
    const story = new JourneyStory();
    for (const event of orderEvents(STORY_START))
      story.receive(event.kind === 'order.placed' ? { ...event, ...channel } : event);
    story.receive(parcelEvent(STORY_START + DAY)).passTo(STORY_START + 60 * DAY);
    expect(story.runs.size).toBe(runs);
    expect(story.effects.length > 0).toBe(runs > 0);
  });
});
