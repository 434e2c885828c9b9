import { describe, expect, test } from 'vitest';
import { activeItems } from '#app/profiles/timestamped-set.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { inEveryOrder } from '#tests/arbitraries/every-order.ts';
import { onlyPerson, loadedStateAfter } from '#tests/engine/loaded-state-after.ts';
import { checkoutLine, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import {
  CART_FILLED_AGAIN,
  cartInSecond,
  customerInSecond,
  eventsInSecond,
  ONE_SECOND,
  ONE_SECOND_AT,
  ORDER_EDITED_BACK,
  orderInSecond,
  TAG_PUT_ON_AGAIN,
  type SentInSecond,
} from '#tests/fixtures/one-second.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';

/** The person after these webhooks, each in a batch of its own. */
function personAfter(sent: readonly SentInSecond[]): ProfileState {
  return onlyPerson(loadedStateAfter(sent.map(eventsInSecond), ONE_SECOND_AT + 5_000));
}

function checkout(quantity: number): Payload {
  return checkoutPayload({ updated_at: ONE_SECOND, line_items: [checkoutLine({ quantity })] });
}

const cases: [string, SentInSecond[], (person: ProfileState) => unknown, unknown][] = [
  [
    'a cart that was emptied',
    [
      ['carts/update', cartInSecond(2), 100],
      ['carts/update', cartInSecond(0), 400],
    ],
    ({ cart: known }) => known?.quantity,
    0,
  ],
  [
    'a cart that was filled, emptied and filled again',
    CART_FILLED_AGAIN,
    ({ cart: known, signals }) => [
      known?.quantity,
      signals.cart_changed?.map(([, count]) => count),
    ],
    [2, [1]],
  ],
  [
    'a cart of which nothing says which state is the later is the fuller',
    [
      ['carts/update', cartInSecond(9), null],
      ['carts/update', cartInSecond(10), null],
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
      ['orders/create', orderInSecond(2), 10],
      ['orders/updated', orderInSecond(3), 300],
      ['orders/updated', orderInSecond(1), 800],
    ],
    ({ orders }) => [orders.placed, orders.units],
    [1, 1],
  ],
  [
    'an order edited and edited back',
    ORDER_EDITED_BACK,
    ({ orders }) => [orders.placed, orders.units],
    [1, 3],
  ],
  [
    'a customer with fewer tags',
    [
      ['customers/create', customerInSecond({ tags: 'vip, trade' }), 50],
      ['customers/update', customerInSecond({ tags: 'trade' }), 950],
    ],
    ({ tags }) => activeItems(tags),
    ['trade'],
  ],
  [
    'a customer whose tag was taken off and put on again',
    TAG_PUT_ON_AGAIN,
    ({ tags }) => activeItems(tags),
    ['trade', 'vip'],
  ],
  [
    'a customer who is renamed and has another address',
    [
      ['customers/create', customerInSecond({ first_name: 'Zoe', email: 'zoe@example.com' }), 50],
      ['customers/update', customerInSecond({ first_name: 'Ada', email: 'ada@example.com' }), 500],
    ],
    ({ firstName, email }) => [firstName?.value, email?.value],
    ['Ada', 'ada@example.com'],
  ],
  [
    'a customer who is renamed and named as before again',
    [
      ['customers/create', customerInSecond({ first_name: 'Ada', email: 'ada@example.com' }), 50],
      ['customers/update', customerInSecond({ first_name: 'Zoe', email: 'zoe@example.com' }), 500],
      ['customers/update', customerInSecond({ first_name: 'Ada', email: 'ada@example.com' }), 950],
    ],
    ({ firstName, email }) => [firstName?.value, email?.value],
    ['Ada', 'ada@example.com'],
  ],
  [
    'a customer whose address is taken away',
    [
      ['customers/create', customerInSecond({ email: 'ada@example.com' }), 50],
      ['customers/update', customerInSecond({ email: null }), 500],
    ],
    ({ email }) => email,
    null,
  ],
  [
    'a customer whose address is taken away and given again',
    [
      ['customers/create', customerInSecond({ email: 'ada@example.com' }), 50],
      ['customers/update', customerInSecond({ email: null }), 500],
      ['customers/update', customerInSecond({ email: 'ada@example.com' }), 700],
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
