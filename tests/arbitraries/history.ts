import fc from 'fast-check';
import { cartLine, cartPayload, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import {
  fulfillmentEventPayload,
  fulfillmentPayload,
  orderLine,
  orderPayload,
  refundPayload,
  transaction,
} from '#tests/fixtures/order-payloads.ts';
import { encodeBody, type Payload } from '#tests/fixtures/webhook-body.ts';

/** A delivery as the inbox holds it. */
export type TestDelivery = {
  topic: string;
  receivedAt: number;
  triggeredAt: number;
  body: Uint8Array;
};

/** The month in which histories happen. */
export const HISTORY_START = Date.UTC(2026, 9, 1);
const MINUTES = 30 * 24 * 60;

const person = fc.integer({ min: 1, max: 3 });
const number = fc.integer({ min: 1, max: 3 });
const minute = fc.integer({ min: 0, max: MINUTES });
const quantity = fc.integer({ min: 0, max: 4 });
const product = fc.integer({ min: 1, max: 20 });

const step = fc.oneof(
  fc.record({ what: fc.constant('cart' as const), person, number, minute, quantity, product }),
  fc.record({ what: fc.constant('checkout' as const), person, number, minute, quantity, product }),
  fc.record({
    what: fc.constant('order' as const),
    person,
    number,
    minute,
    product,
    cancelled: fc.boolean(),
    topic: fc.constantFrom('orders/create', 'orders/updated', 'orders/paid'),
  }),
  fc.record({ what: fc.constant('refund' as const), person, number, minute }),
  fc.record({
    what: fc.constant('deleted' as const),
    person,
    number,
    minute: fc.constant(MINUTES),
  }),
  fc.record({ what: fc.constant('shipped' as const), person, number, minute }),
  fc.record({ what: fc.constant('delivered' as const), person, number, minute }),
  fc.record({ what: fc.constant('customer' as const), person, minute }),
  fc.record({
    what: fc.constant('consent' as const),
    person,
    minute,
    state: fc.constantFrom('subscribed', 'unsubscribed', 'pending'),
  }),
  fc.record({ what: fc.constant('viewed' as const), person, minute, product }),
);
type HistoryStep = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What up to three people did within a month, as the deliveries that report it, in order of time. */
export const history: fc.Arbitrary<TestDelivery[]> = fc
  .array(step, { minLength: 1, maxLength: 60 })
  .map((all) => [...all].sort((a, b) => a.minute - b.minute).map(deliveryOf));

/** The same deliveries in another order, some of them more than once. */
export function redelivered(deliveries: TestDelivery[]): fc.Arbitrary<TestDelivery[]> {
  const copies = fc.array(fc.constantFrom(...deliveries), { maxLength: deliveries.length });
  return copies.chain((repeats) =>
    fc.shuffledSubarray([...deliveries, ...repeats], {
      minLength: deliveries.length + repeats.length,
    }),
  );
}

function deliveryOf(one: HistoryStep): TestDelivery {
  const at = HISTORY_START + one.minute * 60_000;
  const [topic, payload] = webhookOf(one, new Date(at).toISOString());
  return { topic, receivedAt: at, triggeredAt: at, body: encodeBody(payload) };
}

function webhookOf(one: HistoryStep, at: string): [topic: string, payload: Payload] {
  const name = `p${String(one.person)}`;
  const customerId = 7_000 + one.person;
  const email = `${name}@example.com`;
  const subject = 'number' in one ? `${name}-${String(one.number)}` : name;
  const orderId = 'number' in one ? one.person * 100 + one.number : 0;
  const gid = `gid://shopify/Order/${String(orderId)}`;
  const customer = customerPayload({
    id: customerId,
    admin_graphql_api_id: `gid://shopify/Customer/${String(customerId)}`,
    email,
    phone: `+4420794600${String(10 + one.person)}`,
    updated_at: at,
  });
  switch (one.what) {
    case 'cart': {
      const lines =
        one.quantity === 0 ? [] : [cartLine({ quantity: one.quantity, product_id: one.product })];
      const token = `cart-${subject}`;
      return ['carts/update', cartPayload({ id: token, token, line_items: lines, updated_at: at })];
    }
    case 'checkout':
      return [
        'checkouts/update',
        checkoutPayload({
          token: `checkout-${subject}`,
          cart_token: `cart-${subject}`,
          email,
          customer,
          landing_site: `/?utm_source=s${String(one.product % 3)}`,
          created_at: new Date(HISTORY_START).toISOString(),
          updated_at: at,
        }),
      ];
    case 'order':
      return [
        one.topic,
        orderPayload({
          id: orderId,
          admin_graphql_api_id: gid,
          name: `#${String(orderId)}`,
          email,
          customer,
          cart_token: `cart-${subject}`,
          checkout_token: `checkout-${subject}`,
          created_at: new Date(HISTORY_START + orderId * 60_000).toISOString(),
          processed_at: new Date(HISTORY_START + orderId * 60_000).toISOString(),
          updated_at: at,
          cancelled_at: one.cancelled
            ? new Date(HISTORY_START + orderId * 90_000).toISOString()
            : null,
          line_items: [orderLine({ product_id: one.product })],
        }),
      ];
    case 'refund':
      return [
        'refunds/create',
        refundPayload({
          ...unique('Refund', orderId, one.minute),
          order_id: orderId,
          created_at: at,
          processed_at: at,
          transactions: [
            transaction({ order_id: orderId, amount: `${String(one.minute % 9)}.50` }),
          ],
        }),
      ];
    case 'deleted':
      return ['orders/delete', { id: orderId }];
    case 'shipped':
      return [
        'fulfillments/create',
        fulfillmentPayload({
          ...unique('Fulfillment', orderId, one.minute),
          order_id: orderId,
          created_at: at,
          updated_at: at,
        }),
      ];
    case 'delivered':
      return [
        'fulfillment_events/create',
        fulfillmentEventPayload({
          ...unique('FulfillmentEvent', orderId, one.minute),
          fulfillment_id: orderId * 100_000 + one.minute,
          order_id: orderId,
          happened_at: at,
          created_at: at,
          updated_at: at,
        }),
      ];
    case 'customer':
      return ['customers/update', customer];
    case 'consent': {
      const payload = emailConsentPayload(one.state, at);
      return [
        'customers_email_marketing_consent/update',
        { ...payload, customer_id: customerId, email_address: email },
      ];
    }
    case 'viewed':
      return [
        'tendril/product.viewed',
        {
          kind: 'product.viewed',
          at: Date.parse(at),
          identifiers: [
            { kind: 'visitor', value: `visitor-${name}` },
            { kind: 'customer', value: String(customerId) },
          ],
          productId: String(one.product),
        },
      ];
  }
}

/** Both ids of an object that belongs to an order: one a minute. */
function unique(type: string, orderId: number, minute: number): Payload {
  const id = orderId * 100_000 + minute;
  return { id, admin_graphql_api_id: `gid://shopify/${type}/${String(id)}` };
}
