import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as reported from '#tests/fixtures/reported-payloads.ts';
import { cartPayload, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import {
  customerPayload,
  emailConsentPayload,
  smsConsentPayload,
} from '#tests/fixtures/customer-payloads.ts';
import {
  fulfillmentEventPayload,
  fulfillmentPayload,
  orderPayload,
  refundPayload,
} from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { complianceRequestPayload, shopPayload } from '#tests/fixtures/shop-payloads.ts';
import { encodeBody, type Payload } from '#tests/fixtures/webhook-body.ts';
import { TOPICS } from '#app/events/topics/registry.ts';
import { readDelivery } from './read-delivery.ts';

const CORPUS = new URL('../../../tests/fixtures/webhooks/', import.meta.url);
const TRIGGERED_AT = Date.UTC(2026, 9, 1, 10);

/** A readable body for every topic that has a reader of its own. */
const READABLE: [topic: string, body: Payload][] = [
  ['carts/update', cartPayload()],
  ['checkouts/update', checkoutPayload()],
  ['checkouts/delete', { id: 1, cart_token: 'eeafa272cebfd4b22385bc4b645e762c' }],
  ['orders/create', orderPayload()],
  ['fulfillments/create', fulfillmentPayload()],
  ['fulfillment_events/create', fulfillmentEventPayload()],
  ['refunds/create', refundPayload()],
  ['customers/update', customerPayload()],
  ['customers/delete', { id: 6940095564, tax_exemptions: [] }],
  ['customers_email_marketing_consent/update', emailConsentPayload()],
  ['customers_marketing_consent/update', smsConsentPayload()],
  ['products/update', productPayload()],
  ['shop/update', shopPayload()],
  ['app/scopes_update', { id: 1, shop_id: '548380009', previous: [], current: ['read_orders'] }],
  ['customers/redact', complianceRequestPayload({ orders_to_redact: [450789469] })],
  [
    'tendril/page.viewed',
    { identifiers: [{ kind: 'visitor', value: 'v1' }], at: TRIGGERED_AT, page: '/' },
  ],
  ['storefront/batch', reported.storefrontBatch()],
  ['api/event', reported.reportedEvent()],
];

function read(topic: string, body: Uint8Array, receivedAt = TRIGGERED_AT + 1_000) {
  return readDelivery({ topic, triggeredAt: TRIGGERED_AT, receivedAt, body });
}

function readText(topic: string, text: string) {
  return read(topic, new TextEncoder().encode(text));
}

describe('any delivery', () => {
  test.each(READABLE)(
    '%s is read, and reads the same whenever it comes in again',
    (topic, body) => {
      const first = read(topic, encodeBody(body));
      expect(first.outcome).toBe('read');
      expect(read(topic, encodeBody(body), TRIGGERED_AT + 86_400_000)).toEqual(first);
    },
  );

  test('a topic that is not in the list is unknown, whatever it holds', () => {
    expect(readText('planets/aligned', 'not even JSON')).toEqual({ outcome: 'unknown_topic' });
    expect(readText('tendril/world.ended', '{}')).toEqual({ outcome: 'unknown_topic' });
  });

  test('a topic that nothing is taken from is read without events', () => {
    expect(readText('orders/edited', '{"order_edit":{}}')).toEqual({
      outcome: 'read',
      events: [],
      catalog: [],
      shop: [],
      accounts: [],
      dataIssues: [],
    });
  });

  test.each([
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'body: expected UTF-8'],
    ['an empty body', new Uint8Array(), 'body: expected JSON'],
    ['half a body', new TextEncoder().encode('{"token":'), 'body: expected JSON'],
    ['nesting of 10,000 lists', nested('[', ']'), 'body: expected at most 64 levels'],
    ['nesting of 10,000 objects', nested('{"a":', '}', '1'), 'body: expected at most 64 levels'],
    [
      'a list',
      new TextEncoder().encode('[]'),
      'body: Invalid input: expected object, received array',
    ],
    [
      'null',
      new TextEncoder().encode('null'),
      'body: Invalid input: expected object, received null',
    ],
  ])('%s is quarantined with a reason', (_name, body, reason) => {
    expect(read('carts/update', body)).toEqual({ outcome: 'unusable', reason });
  });

  test('deep nesting beside usable fields is quarantined before it is stored', () => {
    const text = JSON.stringify(cartPayload()).replace(
      '"note":null',
      `"note":${'['.repeat(9_999)}${']'.repeat(9_999)}`,
    );
    expect(readText('carts/update', text).outcome).toBe('unusable');
  });

  test('a __proto__ key is only a key', () => {
    const text = JSON.stringify(checkoutPayload()).replace(
      '{',
      '{"__proto__":{"polluted":true,"email":"x@y.example"},',
    );
    const parsed = readText('checkouts/update', text);
    expect(parsed).toEqual(read('checkouts/update', encodeBody(checkoutPayload())));
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  test('ids beyond 2^53 keep every digit, also where no global id repeats them', () => {
    const text = JSON.stringify(
      orderPayload({ admin_graphql_api_id: null, id: 'BIG', customer: { id: 'BIGGER' } }),
    )
      .replace('"BIG"', '820982911946154508')
      .replace('"BIGGER"', '115310627314723954');
    const parsed = readText('orders/create', text);
    expect(parsed).toMatchObject({
      events: [
        {
          orderId: '820982911946154508',
          identifiers: [{ kind: 'customer', value: '115310627314723954' }, {}, {}, {}, {}],
        },
        { order: { orderId: '820982911946154508' } },
      ],
    });
  });

  test('a global id wins over a number that was rounded', () => {
    const body = orderPayload({
      admin_graphql_api_id: 'gid://shopify/Order/820982911946154508',
    });
    expect(read('orders/create', encodeBody(body))).toMatchObject({
      events: [{ orderId: '820982911946154508' }, {}],
    });
  });

  test('texts that PostgreSQL cannot store come out storable', () => {
    const text = JSON.stringify(customerPayload()).replace(
      '"first_name":"Ada"',
      '"first_name":"A\\u0000d\\ud800a"',
    );
    expect(readText('customers/update', text)).toMatchObject({
      events: [{ traits: { firstName: 'A\uFFFDd\uFFFDa' } }],
    });
  });

  test('an emoji written as two escapes is kept', () => {
    const text = JSON.stringify(customerPayload()).replace(
      '"first_name":"Ada"',
      '"first_name":"\\ud83c\\udf31"',
    );
    expect(readText('customers/update', text)).toMatchObject({
      events: [{ traits: { firstName: '🌱' } }],
    });
  });
});

describe('anonymised real payloads', () => {
  const expected: Record<string, [topic: string, result: string]> = {
    'carts.json': [
      'carts/update',
      'line_items[0].price_set.shop_money.currency_code: expected an ISO 4217 currency',
    ],
    'checkouts.json': ['checkouts/update', 'currency: expected an ISO 4217 currency'],
    'companies.json': ['companies/create', 'admin_graphql_api_id: expected an id'],
    'company_contacts.json': ['company_contacts/create', 'admin_graphql_api_id: expected an id'],
    'company_locations.json': ['company_locations/create', 'admin_graphql_api_id: expected an id'],
    'customers.json': ['customers/update', 'read'],
    'customers_email_marketing_consent.json': [
      'customers_email_marketing_consent/update',
      'email_marketing_consent.state: Invalid option: expected one of "subscribed"|"unsubscribed"|"pending"|"not_subscribed"|"invalid"|"redacted"',
    ],
    'customers_marketing_consent.json': [
      'customers_marketing_consent/update',
      'sms_marketing_consent.state: Invalid option: expected one of "subscribed"|"unsubscribed"|"pending"|"not_subscribed"|"invalid"|"redacted"',
    ],
    'draft_orders.json': ['draft_orders/update', 'currency: expected an ISO 4217 currency'],
    'fulfillment_events.json': ['fulfillment_events/create', 'read'],
    'fulfillments.json': ['fulfillments/create', 'read'],
    'inventory_levels.json': ['inventory_levels/update', 'read'],
    'orders.json': ['orders/updated', 'currency: expected an ISO 4217 currency'],
    'products.json': ['products/update', 'variants[0].price: expected an amount in its currency'],
    'refunds.json': ['refunds/create', 'transactions[0].currency: expected an ISO 4217 currency'],
  };

  test.each(Object.entries(expected))(
    '%s is read or quarantined by name',
    (file, [topic, result]) => {
      const parsed = read(topic, readFileSync(new URL(file, CORPUS)));
      expect(parsed.outcome === 'unusable' ? parsed.reason : parsed.outcome).toBe(result);
    },
  );

  test('every file of the corpus has an expectation', () => {
    expect(
      readdirSync(CORPUS)
        .filter((name) => name.endsWith('.json'))
        .sort(),
    ).toEqual(Object.keys(expected).sort());
  });
});

describe('laws', () => {
  const topics = [...TOPICS.keys()];

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...topics), fc.uint8Array({ maxLength: 200 }), (topic, body) => {
        expect(['read', 'unusable']).toContain(read(topic, body).outcome);
      }),
    );
  });

  test('5,000 mutations of readable payloads are read or quarantined, and leave nothing behind', () => {
    const mutation = fc.tuple(
      fc.constantFrom(...READABLE),
      fc.nat(),
      fc.oneof(
        fc.constant(undefined),
        fc.jsonValue(),
        fc.constantFrom(
          null,
          '',
          'example string',
          -1,
          1e300,
          2 ** 60,
          '\0',
          '\ud800',
          [],
          {},
          'x'.repeat(100_000),
        ),
        fc.constant(
          JSON.parse(
            '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
          ),
        ),
      ),
    );
    fc.assert(
      fc.property(mutation, ([[topic, body], where, value]) => {
        const mutated: Payload = structuredClone(body);
        replaceNth(mutated, where, value);
        const parsed = read(topic, encodeBody(mutated));
        expect(['read', 'unusable']).toContain(parsed.outcome);
        if (parsed.outcome === 'unusable')
          expect(parsed.reason).toMatch(/^[\w.[\]]+: [^\0]{5,200}$/);
        expect(JSON.stringify(parsed)).not.toMatch(/\\u0000|\\ud[89a-f]/);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });
});

function nested(open: string, close: string, inner = ''): Uint8Array {
  return new TextEncoder().encode(open.repeat(10_000) + inner + close.repeat(10_000));
}

/** Replaces, or with undefined removes, the nth value of a tree, counted around. */
function replaceNth(tree: object, nth: number, value: unknown): void {
  const places: [object, string][] = [];
  const visit = (node: object): void => {
    for (const key of Object.keys(node)) {
      const child: unknown = Reflect.get(node, key);
      places.push([node, key]);
      if (typeof child === 'object' && child !== null) visit(child);
    }
  };
  visit(tree);
  const place = places[nth % places.length];
  if (!place) throw new Error('The payload is empty. Give it at least one field.');
  Reflect.set(place[0], place[1], value);
}
