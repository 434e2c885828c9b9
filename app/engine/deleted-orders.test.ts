import { describe, expect, test } from 'vitest';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { intentParts } from '#app/scoring/intent.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { inEveryOrder } from '#tests/arbitraries/every-order.ts';
import { onlyPerson, loadedStateAfter } from '#tests/engine/loaded-state-after.ts';
import {
  orderLine,
  orderPayload,
  refundPayload,
  transaction,
} from '#tests/fixtures/order-payloads.ts';
import { eventsOf } from '#tests/fixtures/parsed-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import type { LoadedState } from './load/loaded-state.ts';

const NOW = Date.parse('2026-11-20T10:00:00Z');

type Sent = [topic: string, payload: Payload];

/** An order of one customer, placed on a day of November. */
function order(number: number, day: number, over: Payload = {}): Payload {
  const at = `2026-11-${String(day).padStart(2, '0')}T09:00:00Z`;
  return orderPayload({
    id: number,
    admin_graphql_api_id: `gid://shopify/Order/${String(number)}`,
    name: `#${String(number)}`,
    created_at: at,
    processed_at: at,
    updated_at: at,
    checkout_token: `checkout-${String(number)}`,
    cart_token: `cart-${String(number)}`,
    line_items: [orderLine({ product_id: number })],
    ...over,
  });
}

function deleted(number: number): Sent {
  return ['orders/delete', { id: number }];
}

function shopAfter(sent: readonly Sent[]): LoadedState {
  const batches = sent.map(([topic, payload]) => eventsOf(topic, payload, NOW));
  return loadedStateAfter(batches, NOW);
}

function personAfter(sent: readonly Sent[]): ProfileState {
  return onlyPerson(shopAfter(sent));
}

/** What figures are made of: sums of orders, what was bought, how often each signal counts, and its points. */
function figures(state: ProfileState): unknown {
  const { orders, signals, interests } = state;
  const { ever: _ever, newest, ...sums } = orders;
  return {
    sums,
    bought: interests.filter(([, , how]) => how === 'bought'),
    points: intentParts(retailModel, state, NOW),
    taken: newest.filter(([, , pieces]) => pieces > 0),
    placed: (signals.order_placed ?? []).filter(([, count]) => count !== 0),
    cancelled: (signals.order_cancelled ?? []).filter(([, count]) => count !== 0),
  };
}

const [first, second, third] = [order(701, 3), order(702, 8), order(703, 15)];
const cancelled = order(702, 8, {
  cancelled_at: '2026-11-09T09:00:00Z',
  updated_at: '2026-11-09T09:00:00Z',
});
const refund = refundPayload({ order_id: 702, transactions: [transaction({ order_id: 702 })] });

const cases: [string, gone: Sent[], kept: Sent[]][] = [
  [
    'the newest order',
    [['orders/create', third], deleted(703)],
    [
      ['orders/create', first],
      ['orders/create', second],
    ],
  ],
  [
    'the first order',
    [['orders/create', first], deleted(701)],
    [
      ['orders/create', second],
      ['orders/create', third],
    ],
  ],
  [
    'the only order of three that was cancelled',
    [['orders/cancelled', cancelled], deleted(702)],
    [
      ['orders/create', first],
      ['orders/create', third],
    ],
  ],
];

describe('a deleted order', () => {
  test.each(cases)('counts nowhere, whichever comes first: %s', (_name, gone, kept) => {
    const without = figures(personAfter(kept));
    const [one, ...others] = inEveryOrder([...gone, ...kept]).map(personAfter);
    expect(one && figures(one)).toEqual(without);
    for (const other of others) expect(other).toEqual(one);
  });

  test('earns nothing when it was refunded, in whichever order that is received', () => {
    const all: Sent[] = [['orders/create', second], ['refunds/create', refund], deleted(702)];
    const [one, ...others] = inEveryOrder(all).map(personAfter);
    expect(one?.orders).toMatchObject({ placed: 0, grossMinor: {}, refundedMinor: {} });
    for (const other of others) expect(other).toEqual(one);
  });

  test('that is sent again by every topic stays deleted', () => {
    const again: Sent[] = [
      ['orders/create', first],
      deleted(701),
      ['orders/updated', { ...first, updated_at: '2026-11-19T09:00:00Z' }],
      ['orders/paid', first],
    ];
    expect(personAfter(again).orders).toMatchObject({
      placed: 0,
      units: 0,
      firstAt: null,
      lastAt: null,
    });
  });

  test('that was never received is of no person', () => {
    const loaded = shopAfter([deleted(799)]);
    expect([...loaded.profiles]).toEqual([]);
    expect(loaded.facts.purchases.get('799')).toMatchObject({ order: null, deletedAt: NOW });
  });

  test('ends what follows a purchase, and begins none when it comes before the order', () => {
    const recent = order(704, 19);
    const after = shopAfter([['orders/create', recent], deleted(704)]);
    expect([...after.runs.values()].map(({ journeyKey, state }) => [journeyKey, state])).toEqual([
      ['post-purchase', 'exited'],
    ]);
    expect([...shopAfter([deleted(704), ['orders/create', recent]]).runs]).toEqual([]);
  });
});
