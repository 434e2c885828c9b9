import { REPORTED_TOPIC } from '#app/events/api/reported-event.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import {
  address,
  customerPayload,
  emailConsentPayload,
} from '#tests/fixtures/customer-payloads.ts';
import { fulfillmentPayload, orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import type { MailEnvironment } from '#tests/mail/mail-environment.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';

/** A delivery of Shopify's at a moment, epoch milliseconds. */
export type PastDelivery = { at: number; topic: string; payload: Payload };

/** The kinds of shoppers there are; number `n` is of kind `n` modulo their number. */
const KINDS = [
  leavesCheckout,
  leavesWithoutAgreeing,
  ordersAfterReminder,
  ordersAtOnce,
  agreesLater,
  leavesOftenThenOrders,
] as const;

/** Those whom message limits concern: they get much, live in other zones, ask for help or talk to sales. */
const LIMITED_KINDS = [
  leavesCheckout,
  ordersAndLeavesAgain,
  leavesOften,
  asksForHelp,
  livesInTokyo,
] as const;

/** What shoppers whom message limits concern did from a moment on, as `shoppersFrom` has it. */
export function limitedShoppersFrom(start: number, count: number): PastDelivery[] {
  return Array.from({ length: count }, (_, n) => {
    const kind = LIMITED_KINDS[n % LIMITED_KINDS.length] ?? leavesCheckout;
    return kind(shopper(n), start + n * 5 * HOUR + n * 7 * MINUTE);
  }).flat();
}

/** What shoppers did from a moment on, a few hours after one another, each with an address and ids of their own. */
export function shoppersFrom(start: number, count: number): PastDelivery[] {
  return Array.from({ length: count }, (_, n) => {
    const kind = KINDS[n % KINDS.length] ?? leavesCheckout;
    return kind(shopper(n), start + n * 5 * HOUR + n * 7 * MINUTE);
  }).flat();
}

type Shopper = { n: number; id: number; email: string };

function shopper(n: number): Shopper {
  return { n, id: 7_000_000_000 + n, email: `shopper.${String(n)}@people.example` };
}

function leavesCheckout(one: Shopper, at: number): PastDelivery[] {
  return [agrees(one, at), checkout(one, at + MINUTE), checkout(one, at + 4 * MINUTE, 2)];
}

function leavesWithoutAgreeing(one: Shopper, at: number): PastDelivery[] {
  return [checkout(one, at)];
}

function ordersAfterReminder(one: Shopper, at: number): PastDelivery[] {
  return [
    agrees(one, at),
    checkout(one, at + MINUTE),
    order(one, at + 5 * HOUR),
    shipment(one, at + 30 * HOUR),
  ];
}

function ordersAtOnce(one: Shopper, at: number): PastDelivery[] {
  return [checkout(one, at), order(one, at + 9 * MINUTE), shipment(one, at + 3 * DAY)];
}

function agreesLater(one: Shopper, at: number): PastDelivery[] {
  return [checkout(one, at), agrees(one, at + 6 * HOUR)];
}

function leavesOftenThenOrders(one: Shopper, at: number): PastDelivery[] {
  return [
    agrees(one, at),
    ...[1, 2, 3].map((days) => checkout(one, at + days * DAY, days)),
    order(one, at + 6 * DAY),
    cancelled(one, at + 6 * DAY + 2 * HOUR),
  ];
}

/** The review of the order and the reminder of the next cart come together. */
function ordersAndLeavesAgain(one: Shopper, at: number): PastDelivery[] {
  return [
    ...ordersAfterReminder(one, at),
    ...[11, 12, 13].map((days) => checkout(one, at + days * DAY, days, 'again')),
  ];
}

function leavesOften(one: Shopper, at: number): PastDelivery[] {
  return [
    agrees(one, at),
    ...[0, 2, 4, 9].map((days) =>
      checkout(one, at + days * DAY + MINUTE, days + 1, `cart of day ${String(days)}`),
    ),
  ];
}

function asksForHelp(one: Shopper, at: number): PastDelivery[] {
  return [
    agrees(one, at),
    checkout(one, at + MINUTE),
    ticket(one, 'opened', at + 30 * MINUTE),
    ticket(one, 'closed', at + 20 * HOUR),
  ];
}

function livesInTokyo(one: Shopper, at: number): PastDelivery[] {
  const default_address = address({ country: 'Japan', country_code: 'JP' });
  const { payload } = checkout(one, at + MINUTE);
  const customer = { ...customerOf(one, at), default_address };
  return [
    agrees(one, at),
    {
      at: at + MINUTE,
      topic: 'checkouts/update',
      payload: {
        ...payload,
        customer,
        billing_address: default_address,
        shipping_address: default_address,
      },
    },
  ];
}

function ticket({ n, email }: Shopper, what: 'opened' | 'closed', at: number): PastDelivery {
  const id = `${what}-${String(n)}`;
  const data = { ticket_id: String(n), channel: 'chat' };
  return {
    at,
    topic: REPORTED_TOPIC,
    payload: { type: `ticket.${what}`, id, at: iso(at), email, data },
  };
}

function agrees({ id, email }: Shopper, at: number): PastDelivery {
  const payload = emailConsentPayload('subscribed', iso(at));
  return {
    at,
    topic: 'customers_email_marketing_consent/update',
    payload: { ...payload, customer_id: id, email_address: email },
  };
}

function checkout(one: Shopper, at: number, pieces = 1, cart = ''): PastDelivery {
  const lines = checkoutPayload()['line_items'] as Payload[];
  const payload = checkoutPayload({
    cart_token: `${tokenOf(one)}${cart}`,
    token: `checkout-${String(one.n)}${cart}`,
    email: one.email,
    customer: customerOf(one, at),
    created_at: iso(at - MINUTE),
    updated_at: iso(at),
    line_items: lines.map((line) => ({ ...line, quantity: pieces })),
  });
  return { at, topic: 'checkouts/update', payload };
}

function order(one: Shopper, at: number, changed: Payload = {}): PastDelivery {
  const id = 4_000_000_000 + one.n;
  const placed = at;
  const payload = orderPayload({
    cart_token: tokenOf(one),
    id,
    admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
    checkout_token: `checkout-${String(one.n)}`,
    email: one.email,
    contact_email: one.email,
    customer: customerOf(one, at),
    created_at: iso(placed),
    processed_at: iso(placed),
    // A webhook of an order comes some seconds after it was placed.
    updated_at: iso(placed + 3_000),
    ...changed,
  });
  return { at: at + 3_000, topic: 'orders/create', payload };
}

function cancelled(one: Shopper, at: number): PastDelivery {
  const placed = at - 2 * HOUR;
  const { payload } = order(one, placed, { cancelled_at: iso(at), updated_at: iso(at) });
  return { at, topic: 'orders/updated', payload };
}

function shipment({ n, email }: Shopper, at: number): PastDelivery {
  const id = 9_000_000_000 + n;
  const payload = fulfillmentPayload({
    id,
    admin_graphql_api_id: `gid://shopify/Fulfillment/${String(id)}`,
    order_id: 4_000_000_000 + n,
    email,
    created_at: iso(at),
    updated_at: iso(at),
  });
  return { at, topic: 'fulfillments/create', payload };
}

function tokenOf({ n }: Shopper): string {
  return `cart-${String(n)}`;
}

function customerOf({ id, email }: Shopper, at: number): Payload {
  return customerPayload({
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`,
    email,
    updated_at: iso(at),
  });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/**
 * Lets the app live through deliveries with a worker that is never late: at each moment at which something comes in or is due
 * the clock stands still until it is done.
 */
export async function liveThrough(
  environment: MailEnvironment,
  deliveries: readonly PastDelivery[],
  until: number,
): Promise<void> {
  const { pool, shopId, clock, mailServices } = environment;
  const coming = deliveries.toSorted((a, b) => a.at - b.at);
  let received = 0;
  for (;;) {
    const now = Math.min(coming[received]?.at ?? Infinity, await nextDue(environment));
    if (now > until) return;
    clock.set(now);
    for (let next = coming[received]; next && next.at <= now; next = coming[received]) {
      received += 1;
      await receive(pool, shopId, next.topic, next.payload, `past ${String(received)}`, now);
    }
    await drainAt(pool, shopId, now);
    await deliverMails(mailServices, shopId);
    await drainAt(pool, shopId, now);
  }
}

/** When the next run or mail is due, epoch milliseconds. */
async function nextDue({ pool, shopId }: MailEnvironment): Promise<number> {
  const { rows } = await inShop(pool, shopId, (client) =>
    client.query<{ at: number | null }>(
      `select least(
         (select min(wake_at) from journey_run where shop_id = $1 and state = 'active'),
         (select min(due_at) from effect where shop_id = $1 and kind = 'email' and state = 'ready')) as at`,
      [shopId],
    ),
  );
  return rows[0]?.at ?? Infinity;
}
