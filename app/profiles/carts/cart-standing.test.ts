import { describe, expect, test } from 'vitest';
import type { CartSnapshot, Line, OrderSnapshot } from '#app/events/event.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { cartStanding } from './cart-standing.ts';

const AT = Date.UTC(2026, 10, 20, 10);

function line(variantId: string | null, quantity = 1, productId: string | null = null): Line {
  return { productId, variantId, title: 'Hat', variantTitle: null, quantity, unitMinor: 4_000 };
}

function cart(lines: Line[], changed: Partial<CartSnapshot> = {}): CartSnapshot {
  return {
    kind: 'cart',
    token: 'c1',
    cartToken: null,
    createdAt: AT,
    updatedAt: AT,
    lines,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    total: { minor: 4_000, currency: 'GBP' },
    presentment: null,
    recoveryUrl: null,
    completed: false,
    ...changed,
  };
}

function order(at: number, lines: Line[], changed: Partial<OrderSnapshot> = {}): OrderSnapshot {
  return orderSnapshot(at, { lines, ...changed });
}

const OPEN = { orderId: null, orderedAt: null };

function standing(
  snapshot: CartSnapshot | null,
  orders: OrderSnapshot[] = [],
  tied: { orderId: string | null; orderedAt: number | null } = OPEN,
): unknown {
  const found = cartStanding([{ snapshot, ...tied }], orders);
  return found.standing === 'open'
    ? found.lines.map(({ variantId, quantity }) => `${variantId ?? '-'}:${String(quantity)}`)
    : found.standing;
}

const HATS = cart([line('601', 2)]);
const LATER = AT + 30 * MINUTE;

describe('a cart', () => {
  test.each<[string, unknown, unknown]>([
    ['without an order is open', standing(HATS), ['601:2']],
    ['of which nothing is known is unknown', standing(null), 'unknown'],
    ['of which only the order is known is ordered', standing(null, [], at(LATER)), 'ordered'],
    ['without lines is emptied', standing(cart([])), 'emptied'],
    ['whose checkout is completed is ordered', standing(done()), 'ordered'],
    ['that an order was made from is ordered', standing(HATS, [], at(LATER)), 'ordered'],
    ['ordered in the same moment is ordered', standing(HATS, [], at(AT)), 'ordered'],
    ['ordered before times were kept is ordered', standing(HATS, [], at(null)), 'ordered'],
    ['filled again after its order is open', standing(HATS, [], at(AT - MINUTE)), ['601:2']],
    ['emptied after its order is emptied', standing(cart([]), [], at(AT - MINUTE)), 'emptied'],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test.each<[string, OrderSnapshot, unknown]>([
    [
      'a renewal of other goods',
      order(LATER, [line('690')], by('subscription_contract')),
      ['601:2'],
    ],
    ['a purchase of other goods at a till', order(LATER, [line('690')], by('pos')), ['601:2']],
    [
      'a draft order of other goods',
      order(LATER, [line('690')], by('shopify_draft_order')),
      ['601:2'],
    ],
    ['an online order of other goods', order(LATER, [line('690')], by('web')), ['601:2']],
    ['a renewal that names no goods', order(LATER, [], by('subscription_contract')), ['601:2']],
    ['an online order that names no goods', order(LATER, [], by('web')), 'ordered'],
    ['an order of no known channel or goods', order(LATER, []), 'ordered'],
    ['the same goods at a till', order(LATER, [line('601', 2)], by('pos')), 'ordered'],
    ['more of the same goods', order(LATER, [line('601', 5)]), 'ordered'],
    ['a part of the goods', order(LATER, [line('601', 1)]), ['601:1']],
    ['the same goods long before', order(AT - 2 * HOUR, [line('601', 2)]), ['601:2']],
    ['the same goods moments before', order(AT - MINUTE, [line('601', 2)]), 'ordered'],
    ['a part of the goods moments before', order(AT - MINUTE, [line('601', 1)]), ['601:2']],
  ])('beside which the person made %s stands as it should', (_, one, expected) => {
    expect(standing(HATS, [one])).toEqual(expected);
  });

  test('is ordered once several orders together took all of it', () => {
    const mixed = cart([line('601', 2), line('602')]);
    const first = order(LATER, [line('601', 2)], by('pos'));
    const second = order(LATER + HOUR, [line('602')], { orderId: '10' });
    expect(standing(mixed, [first])).toEqual(['602:1']);
    expect(standing(mixed, [first, second])).toBe('ordered');
    expect(standing(mixed, [second, first])).toBe('ordered');
  });

  test('leads back to its checkout only while nothing of it was bought by another order', () => {
    const checkout = cart([line('601', 2)], { recoveryUrl: 'https://fern.example/cart/c/1' });
    const url = (...orders: OrderSnapshot[]) => {
      const found = cartStanding([{ snapshot: checkout, ...OPEN }], orders);
      return found.standing === 'open' ? found.cart.recoveryUrl : undefined;
    };
    expect(url()).toBe('https://fern.example/cart/c/1');
    expect(url(order(LATER, [line('690')]))).toBe('https://fern.example/cart/c/1');
    expect(url(order(LATER, [line('601', 1)]))).toBeNull();
  });

  test('whose variants are not known is compared by product', () => {
    const unknown = cart([line(null, 1, '501'), line(null, 1, '502')]);
    expect(standing(unknown, [order(LATER, [line(null, 1, '501')])])).toEqual(['-:1']);
  });

  test('and its checkout are one: an order from the cart takes the checkout too', () => {
    const checkout = cart([line('601')], { kind: 'checkout', token: 'k1', cartToken: 'c1' });
    const facts = [
      { snapshot: checkout, ...OPEN },
      { snapshot: HATS, ...at(LATER) },
    ];
    expect(cartStanding(facts, []).standing).toBe('ordered');
  });

  test('emptied after its checkout was made is emptied', () => {
    const checkout = cart([line('601')], { kind: 'checkout', token: 'k1', cartToken: 'c1' });
    const facts = [
      { snapshot: checkout, ...OPEN },
      { snapshot: cart([], { updatedAt: LATER }), ...OPEN },
    ];
    expect(cartStanding(facts, []).standing).toBe('emptied');
  });
});

function at(orderedAt: number | null) {
  return { orderId: '9', orderedAt };
}

function by(source: string) {
  return { source };
}

function done(): CartSnapshot {
  return cart([line('601')], { kind: 'checkout', completed: true });
}
