import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { applyEvent } from '#app/profiles/apply-event.ts';
import type { Facts } from '#app/profiles/facts.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { notePairs, type ProductPairs } from './pairs.ts';

const NOW = Date.UTC(2026, 10, 21);

/** What is counted when a person lives through these events in this order. */
function counted(events: readonly DomainEvent[]): Record<string, number> {
  const facts: Facts = { carts: new Map(), purchases: new Map() };
  const pairs: ProductPairs = new Map();
  let person = newProfile(NOW);
  for (const event of events) {
    notePairs(pairs, event, person, facts, NOW);
    person = applyEvent(person, event, facts, 'p');
  }
  const sums: Record<string, number> = {};
  for (const { kind, productId, otherId, times } of pairs.values()) {
    const name = `${kind} ${productId}+${otherId}`;
    sums[name] = (sums[name] ?? 0) + times;
  }
  return sums;
}

const about = {
  topic: 'test',
  traits: {},
  identifiers: [{ kind: 'visitor', value: 'v' }],
} as const;

function bought(orderId: string, products: string[], at = NOW - DAY, updatedAt = at): DomainEvent {
  const lines = products.map((productId) => ({
    productId,
    variantId: null,
    title: '',
    variantTitle: null,
    quantity: 1,
    unitMinor: 1,
  }));
  return {
    ...about,
    identifiers: [{ kind: 'visitor', value: 'v' }],
    kind: 'order.changed',
    id: `${orderId}-${String(updatedAt)}`,
    at,
    traitsAt: at,
    order: orderSnapshot(at, { orderId, updatedAt, lines }),
  };
}

function viewed(productId: string, at: number): DomainEvent {
  return {
    ...about,
    identifiers: [{ kind: 'visitor', value: 'v' }],
    kind: 'product.viewed',
    id: `${productId}-${String(at)}`,
    at,
    traitsAt: at,
    productId,
  };
}

describe('products that go together', () => {
  test('an order counts each pair once both ways, and each product once, however often it is received', () => {
    const events = [bought('1', ['a', 'b', 'a']), bought('1', ['a', 'b'], NOW - DAY, NOW)];
    expect(counted(events)).toEqual({
      'bought a+a': 1,
      'bought a+b': 1,
      'bought b+a': 1,
      'bought b+b': 1,
    });
  });

  test('orders in any order, received any number of times, count the same', () => {
    const product = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const orders = fc
      .uniqueArray(fc.tuple(fc.nat(20), fc.array(product, { maxLength: 5 }), fc.nat(200)), {
        selector: ([id]) => id,
        maxLength: 8,
      })
      .map((all) => all.map(([id, items, day]) => bought(String(id), items, NOW - day * DAY)));
    fc.assert(
      fc.property(
        orders.chain((all) =>
          fc.record({
            all: fc.constant(all),
            again: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
          }),
        ),
        ({ all, again }) => {
          expect(counted(again)).toEqual(counted(all));
        },
      ),
    );
  });

  test('views of one day go together; looking again, or on another day, does not', () => {
    const start = NOW - 10 * DAY;
    const events = [
      viewed('a', start),
      viewed('b', start + HOUR),
      viewed('b', start + 2 * HOUR),
      viewed('c', start + 3 * DAY),
    ];
    expect(counted(events)).toEqual({
      'viewed a+a': 1,
      'viewed b+b': 1,
      'viewed a+b': 1,
      'viewed b+a': 1,
      'viewed c+c': 1,
    });
  });

  test('what is older than half a year does not count, and a wholesale order makes no thousand pairs', () => {
    expect(counted([bought('1', ['a', 'b'], NOW - 181 * DAY)])).toEqual({});
    const many = Array.from({ length: 100 }, (_, place) => `p${String(place)}`);
    expect(Object.keys(counted([bought('1', many)]))).toHaveLength(144);
  });
});
