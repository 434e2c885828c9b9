import type pg from 'pg';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { drainAt, SEEN_AT, receive } from './received-deliveries.ts';

/** Lets a person of the shop subscribe and go into the checkout, so that a reminder becomes due two hours later. */
export async function startCheckoutAsSubscriber(pool: pg.Pool, shopId: string): Promise<void> {
  const consents = 'customers_email_marketing_consent/update';
  await receive(pool, shopId, consents, emailConsentPayload(), 'begun-1');
  await receive(pool, shopId, 'checkouts/update', checkoutPayload(), 'begun-2');
  await drainAt(pool, shopId, SEEN_AT);
}
