import type pg from 'pg';
import { z } from 'zod';
import { inShop } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import {
  customerAddresses,
  type CustomerAddresses,
} from '#app/shopify/operations/customer-addresses.ts';
import { customerConsentUpdate } from '#app/shopify/operations/customer-consent-update.ts';
import { failUnreadableEffects } from './fail-unreadable-effects.server.ts';

export type ConsentSync = { pool: pg.Pool; clock: Clock; logger: Logger; admin: AdminClient };

const Change = z.object({
  customerId: z.string(),
  channel: z.enum(['email', 'sms']),
  /** Null in effects from before consents were kept by address. */
  address: z.string().nullable().default(null),
  state: z.enum(['subscribed', 'unsubscribed']),
  at: z.number(),
});

/** Looked up at a time. */
const AT_ONCE = 200;

/**
 * Sends Shopify what people agreed to or refused on our side, by email and by text message: the part of
 * the `sync` job that concerns consent. Repeating it is safe, because Shopify keeps the newest state by its
 * time.
 * @throws when it should be sent again later: throttled, no token, no answer
 */
export async function syncConsent(sync: ConsentSync, shopId: string): Promise<void> {
  while ((await syncBatch(sync, shopId)) === AT_ONCE);
}

/** @returns how many were processed */
async function syncBatch(sync: ConsentSync, shopId: string): Promise<number> {
  const pending = await inShop(sync.pool, shopId, async (client) => {
    const { rows } = await client.query<{ key: string; payload: unknown }>(
      `select key, payload from effect
       where shop_id = $1 and kind = 'sync_consent' and state = 'ready' order by due_at, key limit $2`,
      [shopId, AT_ONCE],
    );
    return rows;
  });
  const retryReasons: string[] = [];
  for (const { key, payload } of pending) {
    const change = Change.safeParse(payload);
    if (!change.success) {
      await inShop(sync.pool, shopId, (client) =>
        failUnreadableEffects(client, shopId, [key], sync.clock.now()),
      );
      continue;
    }
    const { customerId, channel, state, at } = change.data;
    const gid = `gid://shopify/Customer/${customerId}`;
    const consent = { state: state === 'subscribed' ? 'SUBSCRIBED' : 'UNSUBSCRIBED', at } as const;
    const found = await customerAddresses(sync.admin, gid);
    if (found.outcome === 'ok' && !isTheirs(change.data, found.data)) {
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
        await completeSync(
          sync,
          shopId,
          key,
          'failed',
          answer.errors.map(({ message }) => message).join(' '),
        );
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
  return pending.length;
}

/** Whether a consent is that of the address which the customer has in Shopify: it holds for no other. */
function isTheirs(
  { channel, address }: z.infer<typeof Change>,
  found: CustomerAddresses | null,
): boolean {
  if (address === null || found === null) return true;
  const theirs = channel === 'email' ? found.email : found.phone;
  const same = channel === 'email' ? normalEmail(theirs ?? '') : normalPhone(theirs ?? '', null);
  return same === address;
}

async function completeSync(
  sync: ConsentSync,
  shopId: string,
  key: string,
  state: 'done' | 'failed' | 'skipped',
  answer: string | null,
): Promise<void> {
  await inShop(sync.pool, shopId, (client) =>
    client.query(
      `update effect set state = $3, answer = $4, settled_at = $5, attempts = attempts + 1
       where shop_id = $1 and key = $2 and state = 'ready'`,
      [shopId, key, state, answer, new Date(sync.clock.now())],
    ),
  );
}
