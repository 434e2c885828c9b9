import { afterAll } from 'vitest';
import { isDatabaseUnavailable } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { Died, type Break } from '#tests/setup/breaking-pool.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { customerPayload, emailConsentPayload } from '#tests/store/payloads/customer.ts';
import type { Customer } from '#tests/store/shop-records.ts';
import { startTestStore } from '#tests/store/test-app.ts';

const NOWHERE = 'http://127.0.0.1:9';

/** By day every eighth statement breaks, by night each. */
export const STRIDE = process.env.NIGHTLY === '1' ? 1 : 8;
const BREAKS: readonly Break[] = ['dies before', 'dies after', 'cut before'];

/** Each statement has its own way to break. */
export function breakAt(place: number): Break {
  return BREAKS[place % BREAKS.length] ?? 'dies after';
}

/** Lets pass what a process says that died or lost its connection. */
export function ignoreDeath(error: unknown): void {
  if (!(error instanceof Died) && !isDatabaseUnavailable(error)) throw error;
}

/** A store of the test file's own, whose customers the app receives when the test says so. */
export async function openAudienceEnvironment(db: TestDatabase) {
  const store = await startTestStore(NOWHERE, {
    webhooks: { subscribedTo: () => false },
    clock: { now: () => SEEN_AT },
    throttle: { maximum: 100_000, restoreRate: 10_000 },
  });
  afterAll(() => store.close());
  let deliveryCount = 0;

  /** A minute after the last delivery. */
  function now(): number {
    return SEEN_AT + (deliveryCount + 1) * MINUTE;
  }

  async function changeConsent(
    shopId: string,
    customer: Customer,
    state: 'subscribed' | 'unsubscribed',
  ): Promise<void> {
    deliveryCount += 1;
    store.shop.setConsent(customer.id, 'email', state, { at: SEEN_AT + deliveryCount * MINUTE });
    const payload = emailConsentPayload(store.shop, customer);
    const topic = 'customers_email_marketing_consent/update';
    await receive(db.pool, shopId, topic, payload, `consent-${String(deliveryCount)}`, now());
    await drainAt(db.pool, shopId, now());
  }

  /** A customer of the store whom the app knows, subscribed: in the stage of subscribers. */
  async function subscriber(shopId: string, name: string, tags: string[] = []): Promise<Customer> {
    const email = `${name}-${shopId}@fern.example`;
    const customer = store.shop.createCustomer({ email, firstName: name, tags });
    await receive(
      db.pool,
      shopId,
      'customers/create',
      customerPayload(store.shop, customer),
      email,
    );
    await changeConsent(shopId, customer, 'subscribed');
    return customer;
  }

  return { store, admin: storeAdmin(store), now, changeConsent, subscriber };
}
