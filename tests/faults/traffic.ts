import {
  cartLine,
  cartPayload,
  checkoutLine,
  checkoutPayload,
} from '#tests/fixtures/cart-payloads.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import {
  fulfillmentPayload,
  orderLine,
  orderPayload,
  refundPayload,
  transaction,
} from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import type { RandomSource } from '#tests/demo/random-source.ts';

/** A webhook to send. */
export type TrafficWebhook = { shop: number; topic: string; payload: Payload };

/** What a shop must know of a person in the end. */
export type Buyer = { orders: number; spentMinor: number };

export type Traffic = {
  webhooks: TrafficWebhook[];
  /** By shop and address. */
  buyers: Map<string, Buyer>;
  orders: number;
  refunds: number;
};

const PER_PURCHASE = 12;
const CUSTOMERS = 100;
const SECOND_MS = 1_000;

/** About `count` webhooks of twelve topics about purchases in several shops, in the order they happened. */
export function purchases(
  count: number,
  shops: number,
  endMs: number,
  random: RandomSource,
): Traffic {
  const traffic: Traffic = { webhooks: [], buyers: new Map(), orders: 0, refunds: 0 };
  const total = Math.floor(count / PER_PURCHASE);
  for (let place = 0; place < total; place += 1) {
    const shop = place % shops;
    const at = endMs - (total - place) * SECOND_MS;
    addPurchase(traffic, { place, shop, at }, random);
  }
  return traffic;
}

/** So many orders of one shop, made one by one as they are asked for. */
export function* orders(
  count: number,
  endMs: number,
  random: RandomSource,
): Generator<TrafficWebhook> {
  for (let place = 0; place < count; place += 1) {
    const one: Traffic = { webhooks: [], buyers: new Map(), orders: 0, refunds: 0 };
    const at = endMs - (count - place) * SECOND_MS;
    addPurchase(one, { place, shop: 0, at }, random);
    yield* one.webhooks.filter(({ topic }) => topic === 'orders/create');
  }
}

export function buyerKey(shop: number, email: string): string {
  return `${String(shop)} ${email}`;
}

function addPurchase(
  traffic: Traffic,
  { place, shop, at }: { place: number; shop: number; at: number },
  random: RandomSource,
): void {
  const number = random.between(1, CUSTOMERS);
  const email = `shopper-${String(number)}@shop-${String(shop)}.example`;
  const ids = { customer: 7_000_000 + number, order: 9_000_000 + place, email };
  const totalMinor = random.between(1_000, 90_000);
  const paidBackMinor = random.between(1, 900);
  const moment = (seconds: number) => new Date(at + seconds * SECOND_MS).toISOString();
  const cart = { id: `cart-${String(place)}`, token: `cart-${String(place)}` };
  const checkout = { token: `checkout-${String(place)}`, cart_token: cart.token };
  const customer = customerPayload({
    ...idOf('Customer', ids.customer),
    email,
    updated_at: moment(0),
  });
  const lines = <Line>(make: (over: Payload) => Line): Line[] =>
    Array.from({ length: random.between(2, 14) }, (_, line) => make({ id: place * 100 + line }));
  const order = {
    ...idOf('Order', ids.order),
    name: `#${String(place)}`,
    email,
    contact_email: email,
    cart_token: cart.token,
    checkout_token: checkout.token,
    created_at: moment(5),
    processed_at: moment(5),
    total_price: decimal(totalMinor),
    current_total_price: decimal(totalMinor),
    customer,
    line_items: lines(orderLine),
  };
  const ordered = (seconds: number) => orderPayload({ ...order, updated_at: moment(seconds) });
  const checkoutDetails = {
    ...checkout,
    email,
    customer,
    created_at: moment(3),
    line_items: lines(checkoutLine),
  };
  const refund = transaction({ amount: decimal(paidBackMinor), created_at: moment(9) });
  const webhooks: [string, Payload][] = [
    ['customers/update', customer],
    ['carts/create', cartPayload({ ...cart, created_at: moment(1), updated_at: moment(1) })],
    [
      'carts/update',
      cartPayload({
        ...cart,
        created_at: moment(1),
        updated_at: moment(2),
        line_items: lines(cartLine),
      }),
    ],
    ['checkouts/create', checkoutPayload({ ...checkoutDetails, updated_at: moment(3) })],
    ['checkouts/update', checkoutPayload({ ...checkoutDetails, updated_at: moment(4) })],
    ['orders/create', ordered(5)],
    ['orders/paid', ordered(6)],
    ['orders/updated', ordered(7)],
    [
      'fulfillments/create',
      fulfillmentPayload({
        ...idOf('Fulfillment', ids.order),
        order_id: ids.order,
        email,
        created_at: moment(8),
        updated_at: moment(8),
      }),
    ],
    [
      'refunds/create',
      refundPayload({
        ...idOf('Refund', ids.order),
        order_id: ids.order,
        created_at: moment(9),
        processed_at: moment(9),
        transactions: [refund],
      }),
    ],
    [
      'customers_email_marketing_consent/update',
      {
        ...emailConsentPayload('subscribed', moment(0)),
        customer_id: ids.customer,
        email_address: email,
      },
    ],
    ['products/update', productPayload({ updated_at: moment(0) })],
  ];
  for (const [topic, payload] of webhooks) traffic.webhooks.push({ shop, topic, payload });
  const key = buyerKey(shop, email);
  const { orders, spentMinor } = traffic.buyers.get(key) ?? { orders: 0, spentMinor: 0 };
  traffic.buyers.set(key, {
    orders: orders + 1,
    spentMinor: spentMinor + totalMinor - paidBackMinor,
  });
  traffic.orders += 1;
  traffic.refunds += 1;
}

function idOf(kind: string, id: number): Payload {
  return { id, admin_graphql_api_id: `gid://shopify/${kind}/${String(id)}` };
}

function decimal(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** Puts things in a random order (Fisher and Yates). */
export function shuffled<T>(things: readonly T[], random: RandomSource): T[] {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last);
    const [a, b] = [mixed[last], mixed[other]];
    if (a === undefined || b === undefined) continue;
    mixed[last] = b;
    mixed[other] = a;
  }
  return mixed;
}
