import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { eventsOf, parsePayload, reasonOf } from '#tests/fixtures/parsed-payloads.ts';
import { readBatch } from '#app/events/storefront/storefront-batch.ts';

const SENT = Date.UTC(2026, 9, 1, 10);
const ARRIVED = Date.UTC(2027, 0, 15, 8);
const MINUTE = 60_000;
const VISITOR = { kind: 'visitor', value: 'c4a2f6d0-5a77-4a53-9d3a-1f7a0b6a9c11' };
const CART = { kind: 'cart', value: 'eeafa272cebfd4b22385bc4b645e762c' };

function eventsOfBatch(events: Payload[], over: Payload = {}) {
  const input = events.map((event, n) => ({ id: `sh-${String(n)}`, at: SENT, ...event }));
  return eventsOf('storefront/batch', storefrontBatch({ events: input, ...over }), ARRIVED);
}

describe('a batch of the storefront', () => {
  test.each<[Payload, Payload]>([
    [
      { name: 'page_viewed', path: '/pages/care?email=ada@example.com#top' },
      { kind: 'page.viewed', page: '/pages/care' },
    ],
    [
      { name: 'page_viewed', path: '/en-gb/checkouts/cn/a1b2c3/information' },
      { kind: 'page.viewed', page: '/en-gb/checkouts' },
    ],
    [
      { name: 'product_viewed', product: 'gid://shopify/Product/9007199254740993' },
      { kind: 'product.viewed', productId: '9007199254740993' },
    ],
    [
      { name: 'collection_viewed', collection: 42 },
      { kind: 'collection.viewed', collectionId: '42' },
    ],
    [
      { name: 'search_submitted', query: '  Red MUG ' },
      { kind: 'search.submitted', query: 'red mug' },
    ],
    [
      { name: 'search_submitted', query: 'order of ada@example.com' },
      { kind: 'search.submitted', query: null },
    ],
    [
      { name: 'search_submitted', query: '07700 900123' },
      { kind: 'search.submitted', query: null },
    ],
    [{ name: 'cart_viewed' }, { kind: 'cart.viewed' }],
    [
      { name: 'product_added_to_cart', product: '7', quantity: 3 },
      { kind: 'product.added', productId: '7', quantity: 3 },
    ],
    [
      { name: 'checkout_completed', checkout: 'ck1' },
      { kind: 'checkout.reached', step: 'completed' },
    ],
    [{ name: 'payment_info_submitted' }, { kind: 'checkout.reached', step: 'payment' }],
  ])('%j is read as %j', (input, expected) => {
    expect(eventsOfBatch([input])).toMatchObject([expected]);
  });

  test('points at the browser and its carts, the browser first', () => {
    const [event] = eventsOfBatch([{ name: 'checkout_started', checkout: 'ck1' }]);
    expect(event?.identifiers).toEqual([VISITOR, { kind: 'checkout', value: 'ck1' }, CART]);
  });

  test('leaves out the secret key of a cart', () => {
    const cart = 'gid://shopify/Cart/eeafa272cebfd4b22385bc4b645e762c?key=secret';
    expect(eventsOfBatch([{ name: 'cart_viewed' }], { cart })[0]?.identifiers).toContainEqual(CART);
  });

  test('never says who the visitor is, whatever it carries', () => {
    const claims = {
      email: 'ada@example.com',
      customer_id: '1',
      customerId: '1',
      traits: { email: 'ada@example.com' },
      identifiers: [{ kind: 'customer', value: '1' }],
      kind: 'consent.changed',
      state: 'subscribed',
    };
    const events = eventsOfBatch([{ name: 'cart_viewed', ...claims }], claims);
    expect(events).toMatchObject([{ kind: 'cart.viewed', traits: {} }]);
    expect(JSON.stringify(events)).not.toMatch(/ada@|customer|subscribed/);
  });

  test('takes the age of an event from the browser and its time from us', () => {
    const [event] = eventsOfBatch([{ name: 'cart_viewed', at: SENT - 90_000 }]);
    expect(event?.at).toBe(ARRIVED - 90_000);
  });

  test.each([
    ['a little ahead of its own sending is now', SENT + 4 * MINUTE, [ARRIVED]],
    ['further ahead is dropped', SENT + 6 * MINUTE, []],
    ['47 hours old is kept', SENT - 47 * 60 * MINUTE, [ARRIVED - 47 * 60 * MINUTE]],
    ['49 hours old is dropped', SENT - 49 * 60 * MINUTE, []],
  ])('an event %s', (_name, at, expected) => {
    expect(eventsOfBatch([{ name: 'cart_viewed', at }]).map((event) => event.at)).toEqual(expected);
  });

  test('sent again after more happened, each event is still one event', () => {
    const one = { id: 'sh-9', name: 'cart_viewed' };
    const [first] = eventsOfBatch([one]);
    const [again] = eventsOfBatch([one, { name: 'page_viewed', path: '/' }], {
      batch: 'another-batch',
      sent: SENT + 5_000,
    });
    expect(again?.id).toBe(first?.id);
  });

  test('two browsers that name their events alike do not share them', () => {
    const event = { id: 'sh-9', name: 'cart_viewed' };
    const [other] = eventsOfBatch([event], { visitor: '00000000-aaaa' });
    expect(other?.id).not.toBe(eventsOfBatch([event])[0]?.id);
  });

  test.each<[string, Payload]>([
    ['no visitor', { visitor: undefined }],
    ['a visitor that would break a log line', { visitor: 'a\nb-12345678' }],
    ['no consent sent', { consent: undefined }],
    ['51 events', { events: Array.from({ length: 51 }, () => ({})) }],
    ['no events', { events: [] }],
    ['events that are no list', { events: { length: 1 } }],
  ])('with %s is quarantined', (_name, over) => {
    expect(reasonOf('storefront/batch', storefrontBatch(over), ARRIVED)).toMatch(/batch/);
  });

  test('loses only the events that cannot be used, and says how many', () => {
    const good = { id: 'a', at: SENT, name: 'cart_viewed' };
    const bad = [
      { ...good, name: 'consent_changed' },
      { ...good, at: 'now' },
      { ...good, name: 'page_viewed', path: 'https://elsewhere.example/' },
      null,
    ];
    const read = readBatch(storefrontBatch({ events: [good, ...bad] }));
    expect(read).toMatchObject({ outcome: 'read', malformed: 4, outOfTime: 0 });
    expect(read.outcome === 'read' && read.batch.events).toEqual([good]);
  });

  test('reads the same after it was stored as it was read', () => {
    const events = [
      { id: 'a', at: SENT, name: 'search_submitted', query: 'ada@example.com' },
      { id: 'b', at: SENT, name: 'page_viewed', path: '/a?b' },
      { id: 'c', at: SENT, name: 'checkout_started', checkout: 'ck?key=1' },
    ];
    const read = readBatch(storefrontBatch({ events }));
    if (read.outcome !== 'read') throw new Error('The batch must be readable.');
    const stored: unknown = JSON.parse(JSON.stringify(read.batch));
    expect(readBatch(stored)).toEqual({ ...read, malformed: 0 });
  });

  test.each<[Payload, Payload | undefined]>([
    [{}, undefined],
    [
      { campaign: 'utm_source=News&utm_medium=email&utm_campaign=Autumn', referrer: null },
      { source: 'news', medium: 'email', campaign: 'Autumn', landing: '/sale', referrer: null },
    ],
    [
      { campaign: '', referrer: 'www.google.com' },
      { source: 'google', medium: 'organic', landing: '/sale', referrer: 'google.com' },
    ],
    [{ campaign: '' }, { source: 'direct', medium: null, landing: '/sale' }],
    [{ campaign: 7, referrer: 8 }, undefined],
    [
      { campaign: '', referrer: 'no host' },
      { source: 'direct', referrer: null },
    ],
  ])('of a page with %j says that the visit began as %j', (came, touch) => {
    const [event] = eventsOfBatch([{ name: 'page_viewed', path: '/sale?email=a@b', ...came }]);
    if (touch) expect(event?.touch).toMatchObject({ ...touch, at: event?.at });
    else expect(event?.touch).toBeUndefined();
  });

  test('the beginning of a visit whose page view was sent before is no second view of it', () => {
    const began = { name: 'visit_began', path: '/sale', campaign: 'utm_source=news' };
    const [event] = eventsOfBatch([began]);
    expect(event).toMatchObject({ kind: 'visitor.identified', touch: { source: 'news' } });
  });

  test('a name that every object has means nothing to it', () => {
    const body = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    ) as Payload;
    const events = eventsOfBatch([{ name: 'cart_viewed', ...body }], body);
    expect(events).toHaveLength(1);
    expect(Object.hasOwn(events[0] ?? {}, '__proto__')).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  test('is never read by throwing, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            batch: fc.anything(),
            visitor: fc.constantFrom('c4a2f6d0-5a77', 7, null),
            consent: fc.constantFrom({ analytics: true, marketing: true }, true),
            cart: fc.anything(),
            sent: fc.oneof(fc.integer({ min: 1 }), fc.anything()),
            events: fc.array(
              fc.oneof(
                fc.anything(),
                fc.record({
                  id: fc.string(),
                  at: fc.oneof(fc.integer(), fc.double()),
                  name: fc.constantFrom('page_viewed', 'search_submitted', 'checkout_started'),
                  path: fc.anything(),
                  query: fc.string({ unit: 'binary' }),
                  checkout: fc.anything(),
                }),
              ),
            ),
          },
          { requiredKeys: [] },
        ),
        (body) => {
          // JSON is what arrives, and some of what fast-check makes is none.
          const text = JSON.stringify(body, (_key, value: unknown) =>
            typeof value === 'bigint' ? String(value) : value,
          );
          const parsed = parsePayload('storefront/batch', JSON.parse(text) as Payload, ARRIVED);
          expect(['read', 'unusable']).toContain(parsed.outcome);
        },
      ),
    );
  });
});
