import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { isFirstVisit, splitFirstVisits } from './first-visit.ts';

const START = Date.parse('2026-10-01T10:00:00Z');
const VISITOR: Identifier = { kind: 'visitor', value: 'v1' };
const CART: Identifier = { kind: 'cart', value: 'c1' };

function viewed(minute: number, ...others: Identifier[]): DomainEvent {
  const at = START + minute * MINUTE;
  return {
    kind: 'page.viewed',
    page: '/',
    id: `view-${String(minute)}`,
    at,
    topic: 'storefront/events',
    identifiers: [VISITOR, ...others],
    traitsAt: at,
    traits: {},
  };
}

const added: DomainEvent = { ...viewed(1), kind: 'product.added', productId: '1', quantity: 1 };

describe('a first visit', () => {
  test.each([
    ['one page', [viewed(0)], true],
    ['half an hour of looking around', [viewed(30), viewed(0), viewed(10)], true],
    ['another visit after half an hour', [viewed(0), viewed(31)], false],
    ['a product put into the cart', [viewed(0), added], false],
    ['a browser whose cart is known', [viewed(0, CART)], false],
    ['a program that looks at everything', Array.from({ length: 41 }, () => viewed(0)), false],
  ])('%s', (_, events, is) => {
    expect(isFirstVisit(events)).toBe(is);
  });
});

describe('what a visitor does', () => {
  const kept = new Map([['v1', [viewed(0)]]]);

  test('is kept back while it is one visit, however its batches come', () => {
    expect(splitFirstVisits([viewed(5)], new Set(), kept)).toMatchObject({
      events: [],
      pending: [{ visitor: 'v1' }],
      released: [],
    });
  });

  test('happens, with what was kept, once the visitor comes again', () => {
    const again = splitFirstVisits([viewed(60)], new Set(), kept);
    expect(again).toEqual({ events: [viewed(0), viewed(60)], pending: [], released: ['v1'] });
  });

  test('happens, with what was kept, once Shopify vouches for a customer behind the browser', () => {
    const customer = viewed(1, { kind: 'customer', value: '1' });
    expect(splitFirstVisits([customer], new Set(), kept).events).toEqual([viewed(0), customer]);
  });

  test('happens at once when the visitor has a profile', () => {
    const known = new Set(['v1']);
    expect(splitFirstVisits([viewed(5)], known, new Map()).events).toEqual([viewed(5)]);
  });

  test('comes to the same, in whatever order and batches it is delivered', () => {
    const some = fc.array(
      fc.oneof(
        fc.nat({ max: 60 }).map((minute) => viewed(minute)),
        fc.constant(added),
      ),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 4 }), (events, size) => {
        const happened: DomainEvent[] = [];
        let stored: DomainEvent[] = [];
        let known = new Set<string>();
        const rest = [...events];
        while (rest.length > 0) {
          const batch = rest.splice(0, size);
          const split = splitFirstVisits(batch, known, new Map([['v1', stored]]));
          happened.push(...split.events);
          if (split.released.length > 0) stored = [];
          stored.push(...split.pending.map(({ event }) => event));
          if (happened.length > 0) known = new Set(['v1']);
        }
        expect(happened.length).toBe(isFirstVisit(events) ? 0 : events.length);
      }),
    );
  });
});
