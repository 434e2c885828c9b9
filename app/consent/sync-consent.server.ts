import type { DueEffect } from '#app/effects/due-effect.ts';
import type { EffectExecutor, EffectOutcome } from '#app/effects/effect-executor.server.ts';
import type { ConsentRequest } from '#app/effects/kinds/sync-consent.ts';
import { unansweredEffect } from '#app/effects/unanswered-effect.server.ts';
import { userErrorText } from '#app/shopify/admin-response.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { gidOf } from '#app/shopify/gid.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import {
  customerAddresses,
  type CustomerAddresses,
} from '#app/shopify/operations/customer-addresses.ts';
import { customerConsentUpdate } from '#app/shopify/operations/customer-consent-update.ts';

type ConsentServices = Pick<AdminContext, 'admin' | 'logger'>;

/**
 * Sends Shopify what people agreed to or refused on our side, by email and by text message. Repeating it is safe, because
 * Shopify keeps the newest state by its time.
 */
export const syncConsentExecutor: EffectExecutor<'sync_consent', ConsentServices> = {
  works: 'one by one',
  execute: syncConsent,
};

async function syncConsent(
  { payload }: DueEffect<'sync_consent'>,
  { admin, logger }: ConsentServices,
): Promise<EffectOutcome> {
  const { customerId, channel, state, at } = payload;
  const gid = gidOf('Customer', customerId);
  const consent = { state: state === 'subscribed' ? 'SUBSCRIBED' : 'UNSUBSCRIBED', at } as const;
  const found = await customerAddresses(admin, gid);
  if (found.outcome === 'ok' && !isTheirs(payload, found.data))
    return { state: 'skipped', answer: 'The customer has another address in Shopify.' };
  const isAnswered = found.outcome === 'ok' || found.outcome === 'redacted';
  const answer = isAnswered ? await customerConsentUpdate(admin, channel, gid, consent) : found;
  logger.info({ shop: admin.shop, channel, outcome: answer.outcome }, 'consent sent to Shopify');
  switch (answer.outcome) {
    case 'ok':
    case 'redacted':
      return { state: 'done' };
    case 'user_errors':
      return { state: 'failed', answer: userErrorText(answer.errors) };
    case 'denied':
      return { state: 'failed', answer: 'Shopify does not allow this app to change consent.' };
    case 'throttled':
    case 'unauthorized':
    case 'failed':
      return unansweredEffect(answer);
  }
}

/** Whether a consent is that of the address which the customer has in Shopify: it holds for no other. */
function isTheirs({ channel, address }: ConsentRequest, found: CustomerAddresses | null): boolean {
  if (address === null || found === null) return true;
  const theirs = channel === 'email' ? found.email : found.phone;
  const same = channel === 'email' ? normalEmail(theirs ?? '') : normalPhone(theirs ?? '', null);
  return same === address;
}
