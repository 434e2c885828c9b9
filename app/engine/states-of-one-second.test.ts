import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { marksOn } from '#app/profiles/marks.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { inEveryOrder } from '#tests/arbitraries/every-order.ts';
import {
  cartLine,
  cartPayload,
  checkoutLine,
  checkoutPayload,
} from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { eventsOf } from '#tests/fixtures/readings.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { decide } from './decide.ts';
import { emptyWorld } from './world.ts';

const SECOND = '2026-11-20T10:00:00Z';
const AT = Date.parse(SECOND);

/** A webhook, and when Shopify says it was triggered: milliseconds into the second, or nothing. */
type Sent = [topic: string, payload: Payload, ms: number | null];

/** The person after these webhooks, each in a batch of its own. */
function personAfter(sent: readonly Sent[]): ProfileState {
  const world = emptyWorld();
  for (const [topic, payload, ms] of sent) {
    const events: DomainEvent[] = eventsOf(topic, payload, ms === null ? null : AT + ms);
    decide(world, events, { profileIds: [], runIds: [] }, AT + 5_000, {
      model: retailModel,
      journeys,
    });
  }
  const [state, ...others] = world.profiles.values();
  if (!state || others.length > 0) throw new Error('The webhooks are of one person.');
  return state;
}

function cart(quantity: number, over: Payload = {}): Payload {
  const line = cartLine({ quantity });
  return cartPayload({ updated_at: SECOND, line_items: quantity > 0 ? [line] : [], ...over });
}

function checkout(quantity: number): Payload {
  return checkoutPayload({ updated_at: SECOND, line_items: [checkoutLine({ quantity })] });
}

function order(current: number): Payload {
  const total = (current * 17.49).toFixed(2);
  const line = orderLine({ current_quantity: current });
  return orderPayload({ updated_at: SECOND, current_total_price: total, line_items: [line] });
}

function customer(over: Payload): Payload {
  return customerPayload({ updated_at: SECOND, ...over });
}

const cases: [string, Sent[], (person: ProfileState) => unknown, unknown][] = [
  [
    'a cart that was emptied',
    [
      ['carts/update', cart(2), 100],
      ['carts/update', cart(0), 400],
    ],
    ({ cart: known }) => known?.quantity,
    0,
  ],
  [
    'a cart that was filled, emptied and filled again',
    [
      ['carts/update', cart(2), 100],
      ['carts/update', cart(0), 400],
      ['carts/update', cart(2), 700],
    ],
    ({ cart: known, signals }) => [
      known?.quantity,
      signals.cart_changed?.map(([, count]) => count),
    ],
    [2, [1]],
  ],
  [
    'a cart of which nothing says which state is the later is the fuller',
    [
      ['carts/update', cart(9), null],
      ['carts/update', cart(10), null],
    ],
    ({ cart: known }) => known?.quantity,
    10,
  ],
  [
    'a checkout with pieces taken out',
    [
      ['checkouts/create', checkout(9), 120],
      ['checkouts/update', checkout(3), 640],
    ],
    ({ checkout: known }) => known?.quantity,
    3,
  ],
  [
    'an order edited twice',
    [
      ['orders/create', order(2), 10],
      ['orders/updated', order(3), 300],
      ['orders/updated', order(1), 800],
    ],
    ({ orders }) => [orders.placed, orders.units],
    [1, 1],
  ],
  [
    'an order edited and edited back',
    [
      ['orders/updated', order(3), 300],
      ['orders/updated', order(1), 500],
      ['orders/updated', order(3), 800],
    ],
    ({ orders }) => [orders.placed, orders.units],
    [1, 3],
  ],
  [
    'a customer with fewer tags',
    [
      ['customers/create', customer({ tags: 'vip, trade' }), 50],
      ['customers/update', customer({ tags: 'trade' }), 950],
    ],
    ({ tags }) => marksOn(tags),
    ['trade'],
  ],
  [
    'a customer whose tag was taken off and put on again',
    [
      ['customers/create', customer({ tags: 'vip, trade' }), 50],
      ['customers/update', customer({ tags: 'trade' }), 500],
      ['customers/update', customer({ tags: 'vip, trade' }), 950],
    ],
    ({ tags }) => marksOn(tags),
    ['trade', 'vip'],
  ],
  [
    'a customer who is renamed and has another address',
    [
      ['customers/create', customer({ first_name: 'Zoe', email: 'zoe@example.com' }), 50],
      ['customers/update', customer({ first_name: 'Ada', email: 'ada@example.com' }), 500],
    ],
    ({ firstName, email }) => [firstName?.value, email?.value],
    ['Ada', 'ada@example.com'],
  ],
  [
    'a customer who is renamed and named as before again',
    [
      ['customers/create', customer({ first_name: 'Ada', email: 'ada@example.com' }), 50],
      ['customers/update', customer({ first_name: 'Zoe', email: 'zoe@example.com' }), 500],
      ['customers/update', customer({ first_name: 'Ada', email: 'ada@example.com' }), 950],
    ],
    ({ firstName, email }) => [firstName?.value, email?.value],
    ['Ada', 'ada@example.com'],
  ],
  [
    'a customer whose address is taken away',
    [
      ['customers/create', customer({ email: 'ada@example.com' }), 50],
      ['customers/update', customer({ email: null }), 500],
    ],
    ({ email }) => email,
    null,
  ],
  [
    'a customer whose address is taken away and given again',
    [
      ['customers/create', customer({ email: 'ada@example.com' }), 50],
      ['customers/update', customer({ email: null }), 500],
      ['customers/update', customer({ email: 'ada@example.com' }), 700],
    ],
    ({ email }) => email?.value,
    'ada@example.com',
  ],
];

describe('of several states of one second the last counts, in whatever order they arrive', () => {
  test.each(cases)('%s', (_name, sent, look, expected) => {
    for (const sequence of inEveryOrder(sent))
      expect(look(personAfter(sequence))).toEqual(expected);
  });

  test.each(cases)('%s: the same bytes', (_name, sent) => {
    const [first, ...others] = inEveryOrder(sent).map(personAfter);
    for (const other of others) expect(other).toEqual(first);
  });
});
