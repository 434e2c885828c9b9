import { afterAll } from 'vitest';
import { blankOffer, type OfferContent } from '#app/offers/offer-content.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { publishContent } from '#tests/definitions/definition-shop.ts';
import { emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { openMailEnvironment } from '#tests/mail/mail-environment.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { checkoutPayload } from '#tests/store/payloads/checkout.ts';
import { orderPayload } from '#tests/store/payloads/order.ts';
import type { Payload } from '#tests/store/payloads/values.ts';
import type { Checkout, Order } from '#tests/store/shop-records.ts';
import { startWebhooklessStore } from '#tests/store/test-app.ts';

/** An offer without waits and shares, of which a code holds for a week. */
const freeOffer: OfferContent = {
  ...blankOffer(),
  name: 'Ten off',
  coolDownDays: 0,
  daysAfterOrder: 0,
  mostDiscountedPercent: null,
};

const offerBanner = {
  name: 'Offer',
  heading: '{{ coupon.words }} for you',
  text: 'Use {{ coupon.code }}.',
  actionLabel: 'Shop',
};

/** Offers to who reaches the checkout, mails the code, shows it on the next visit and waits for the order. */
const offeringCheckouts: JourneyContent = {
  name: 'Offer in the checkout',
  purpose: '',
  trigger: { events: ['checkout.changed'], subject: 'basket' },
  entry: { all: [] },
  exitReasons: ['ordered'],
  restartsWhileWaitingAt: null,
  first: 'offer',
  steps: [
    { id: 'offer', kind: 'offer', offer: 'ten-off', next: 'mail', otherwise: 'none' },
    { id: 'mail', kind: 'email', template: 'offer', class: 'marketing', next: 'show' },
    { id: 'show', kind: 'banner', template: 'offer-banner', forMs: 30 * DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
    { id: 'none', kind: 'exit', reason: 'without_offer' },
  ],
};

export type CodeInTable = {
  code: string;
  state: string;
  version: number;
  used_by_other: boolean;
  shopify_id: string | null;
  cost_minor: number | null;
  reason: string | null;
};

/**
 * A store and a shop of ours that offers to who reaches the checkout, both at one clock.
 * @param scopes what the app may do in the store, with commas; all that it asks for unless given
 */
export async function openOfferEnvironment(
  db: TestDatabase,
  offer: OfferContent = freeOffer,
  scopes?: string,
) {
  const mails = await openMailEnvironment(db.runtimeUrl);
  const { pool, shopId, clock, mailServices } = mails;
  const store = await startWebhooklessStore({
    clock,
    ...(scopes !== undefined && { scopes }),
    throttle: { maximum: 100_000, restoreRate: 10_000 },
  });
  afterAll(() => store.close());
  const admin = storeAdmin(store);
  const published = await publishContent(pool, shopId, 'offer', 'ten-off', offer);
  if (published.outcome !== 'published') throw new Error(JSON.stringify(published));
  await publishContent(pool, shopId, 'banner', 'offer-banner', offerBanner);
  const journey = await publishContent(pool, shopId, 'journey', 'offering', offeringCheckouts);
  if (journey.outcome !== 'published') throw new Error(JSON.stringify(journey));
  let deliveries = 0;

  async function take(topic: string, payload: unknown): Promise<void> {
    deliveries += 1;
    await receive(pool, shopId, topic, payload, `offer-${String(deliveries)}`, clock.now());
    await drainAt(pool, shopId, clock.now());
  }

  /** A person who has reached the checkout with a product of the store. */
  async function reachCheckout(name: string, tags: string[] = []): Promise<Checkout> {
    const email = `${name}@people.example`;
    // One after the other, so that what is decided has an order.
    clock.set(clock.now() + SECOND);
    const customer = store.shop.customersByEmail.get(email);
    const id = customer ?? store.shop.createCustomer({ email, firstName: name, tags }).id;
    if (tags.length > 0)
      await take('customer.tags_added', {
        customerId: `gid://shopify/Customer/${id}`,
        tags,
        occurredAt: new Date(clock.now()).toISOString(),
      });
    await take('customers_email_marketing_consent/update', {
      ...emailConsentPayload('subscribed', new Date(clock.now()).toISOString()),
      customer_id: Number(id),
      email_address: email,
    });
    const [product] = store.shop.products.values();
    if (!product) throw new Error('The store sells nothing.');
    const lines = [{ variantId: product.variantId, quantity: 1 }];
    const checkout = store.shop.startCheckout({ lines, email, firstName: name });
    await take('checkouts/create', checkoutPayload(store.shop, checkout));
    return checkout;
  }

  /** Orders what is in a checkout. @param edit changes the webhook that says so */
  async function order(
    checkout: Checkout,
    discountCodes: string[] = [],
    edit: (payload: Payload) => Payload = (payload) => payload,
  ): Promise<Order> {
    const placed = store.shop.placeOrder({ checkoutToken: checkout.token, discountCodes });
    await take('orders/create', edit(orderPayload(store.shop, placed)));
    return placed;
  }

  /** One run of a kind's effects. @returns after how long it wants to go on */
  async function run(
    kind: 'issue_code' | 'remove_code' | 'banner',
    using = pool,
  ): Promise<number | null> {
    return await runEffectsOf(kind, { ...mailServices, pool: using, admin }, shopId);
  }

  /** Issues all codes that are due, waiting out the pauses that are asked for. */
  async function issueAll(): Promise<void> {
    await runAll('issue_code');
  }

  /** Deletes all codes that are due to be, waiting likewise. */
  async function removeAll(): Promise<void> {
    await runAll('remove_code');
  }

  async function runAll(kind: 'issue_code' | 'remove_code'): Promise<void> {
    for (let pause = await run(kind); pause !== null; pause = await run(kind))
      clock.set(clock.now() + pause);
  }

  async function codes(): Promise<CodeInTable[]> {
    const { rows } = await db.owner.query<CodeInTable>(
      `select code, state, offer_version as version, used_by_other, shopify_id, cost_minor::int, reason
         from offer_code where shop_id = $1 order by issued_at, code`,
      [shopId],
    );
    return rows;
  }

  /** What was decided at the step of the offer, the newest last. */
  async function decided(): Promise<{ outcome: string; reason: string }[]> {
    const { rows } = await db.owner.query<{ outcome: string; reason: string }>(
      `select outcome, reason from decision
        where shop_id = $1 and outcome in ('offered', 'not_offered') order by at, id`,
      [shopId],
    );
    return rows;
  }

  async function month() {
    const { rows } = await db.owner.query<{
      issued: number;
      used: number;
      used_by_others: number;
      cost_minor: number;
      cost_unknown: number;
    }>(
      `select issued, used, used_by_others, cost_minor::int, cost_unknown
         from offer_month where shop_id = $1`,
      [shopId],
    );
    return rows;
  }

  return {
    ...mails,
    store,
    sendAgain: (known: Order) => take('orders/updated', orderPayload(store.shop, known)),
    reachCheckout,
    order,
    run,
    issueAll,
    removeAll,
    codes,
    decided,
    month,
    sendMails: () => deliverMails(mailServices, shopId),
  };
}
