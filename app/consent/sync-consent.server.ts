import type { ConsentRequest } from '#app/effects/kinds/sync-consent.ts';
import { completeEffects, takeDueEffects } from '#app/effects/outbox.server.ts';
import { inShop } from '#app/platform/db.server.ts';
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

/** Looked up at a time. */
const AT_ONCE = 200;

/**
 * Sends Shopify what people agreed to or refused on our side, by email and by text message: the part of
 * the `sync` job that concerns consent. Repeating it is safe, because Shopify keeps the newest state by its
 * time.
 * @throws when it should be sent again later: throttled, no token, no answer
 */
export async function syncConsent(sync: AdminContext, shopId: string): Promise<void> {
  while ((await syncBatch(sync, shopId)) === AT_ONCE);
}

/** @returns how many were processed */
async function syncBatch(sync: AdminContext, shopId: string): Promise<number> {
  const { effects, taken } = await inShop(sync.pool, shopId, (client) =>
    takeDueEffects(client, shopId, ['sync_consent'], {
      limit: AT_ONCE,
      now: sync.clock.now(),
      atOnce: true,
    }),
  );
  const retryReasons: string[] = [];
  for (const { key, payload } of effects) {
    const { customerId, channel, state, at } = payload;
    const gid = gidOf('Customer', customerId);
    const consent = { state: state === 'subscribed' ? 'SUBSCRIBED' : 'UNSUBSCRIBED', at } as const;
    const found = await customerAddresses(sync.admin, gid);
    if (found.outcome === 'ok' && !isTheirs(payload, found.data)) {
      const why = 'The customer has another address in Shopify.';
      await completeSync(sync, shopId, key, 'skipped', why);
      continue;
    }
    const isAnswered = found.outcome === 'ok' || found.outcome === 'redacted';
    const answer = isAnswered
      ? await customerConsentUpdate(sync.admin, channel, gid, consent)
      : found;
    sync.logger.info(
      { shop: sync.admin.shop, channel, outcome: answer.outcome },
      'consent sent to Shopify',
    );
    switch (answer.outcome) {
      case 'ok':
      case 'redacted':
        await completeSync(sync, shopId, key, 'done', null);
        break;
      case 'user_errors':
        await completeSync(sync, shopId, key, 'failed', userErrorText(answer.errors));
        break;
      case 'denied':
        await completeSync(
          sync,
          shopId,
          key,
          'failed',
          'Shopify does not allow this app to change consent.',
        );
        break;
      case 'throttled':
      case 'unauthorized':
      case 'failed':
        retryReasons.push(answer.outcome);
    }
  }
  if (retryReasons.length > 0)
    throw new Error(`Consent not sent yet (${retryReasons.join(', ')}); the job will try again.`);
  return taken;
}

/** Whether a consent is that of the address which the customer has in Shopify: it holds for no other. */
function isTheirs({ channel, address }: ConsentRequest, found: CustomerAddresses | null): boolean {
  if (address === null || found === null) return true;
  const theirs = channel === 'email' ? found.email : found.phone;
  const same = channel === 'email' ? normalEmail(theirs ?? '') : normalPhone(theirs ?? '', null);
  return same === address;
}

async function completeSync(
  sync: AdminContext,
  shopId: string,
  key: string,
  state: 'done' | 'failed' | 'skipped',
  answer: string | null,
): Promise<void> {
  await inShop(sync.pool, shopId, (client) =>
    completeEffects(client, shopId, [{ key, state, answer }], sync.clock.now()),
  );
}
