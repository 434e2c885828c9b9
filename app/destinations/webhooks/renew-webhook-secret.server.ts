import { randomBytes, randomUUID } from 'node:crypto';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { lockShop } from '#app/shopify/store/lock-shop.server.ts';
import { endCurrentWebhookSecrets, insertWebhookSecret } from './store/webhook-secrets.server.ts';

/** How long the secret before goes on signing as well, so that receivers can be changed over one by one. */
const SECRET_GRACE_MS = DAY;

/** As the Standard Webhooks ask: 24 to 64 bytes. */
const SECRET_BYTES = 32;
const HINT_LETTERS = 4;

/**
 * Makes the secret that a shop's webhooks are signed with; the one before signs as well for a day.
 * @param actor who asked for it
 * @param now epoch milliseconds
 * @returns the secret, which is sealed where it is stored and can be shown only now
 */
export async function renewWebhookSecret(
  client: ShopClient,
  shopId: string,
  actor: string,
  now: number,
): Promise<string> {
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  const hint = secret.replaceAll('=', '').slice(-HINT_LETTERS);
  const id = randomUUID();
  // Of two requests at once the second ends the secret of the first.
  await lockShop(client, shopId);
  await endCurrentWebhookSecrets(client, shopId, now + SECRET_GRACE_MS);
  await insertWebhookSecret(client, shopId, { id, secret, hint, actor, now });
  const entry = { actor, action: 'webhook_secret.renew', subject: `webhook_secret:${id}` };
  await recordAudit(client, shopId, { ...entry, before: null, after: { hint } }, now);
  return secret;
}
