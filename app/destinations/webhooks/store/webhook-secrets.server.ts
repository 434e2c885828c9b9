import type { ShopClient } from '#app/platform/db.server.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import type { ShownWebhookSecret } from '../webhook-secret.ts';

/** More than a shop makes within the day that one goes on signing. */
const MOST_SECRETS = 10;

/** Ends the secret that has no end yet at a moment, epoch milliseconds. */
export async function endCurrentWebhookSecrets(
  client: ShopClient,
  shopId: string,
  endsAt: number,
): Promise<void> {
  await client.query(
    'update webhook_secret set ends_at = $2 where shop_id = $1 and ends_at is null',
    [shopId, new Date(endsAt)],
  );
}

/** Seals a secret and stores it. @param made `now` in epoch milliseconds */
export async function insertWebhookSecret(
  client: ShopClient,
  shopId: string,
  made: { id: string; secret: string; hint: string; actor: string; now: number },
): Promise<void> {
  const { id, secret, hint, actor, now } = made;
  const place = placeIn('webhook_secret', shopId, id);
  const sealed = ringOf(client).rawBodies.seal(Buffer.from(secret), place);
  await client.query(
    `insert into webhook_secret (shop_id, id, secret, hint, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [shopId, id, sealed, hint, actor, new Date(now)],
  );
}

/** The secrets that a shop's webhooks are signed with, the newest first; those that no key opens are left out. */
export async function signingSecrets(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string; secret: Buffer }>(
    `select id, secret from webhook_secret where shop_id = $1 and (ends_at is null or ends_at > $2)
      order by created_at desc, id limit $3`,
    [shopId, new Date(now), MOST_SECRETS],
  );
  return rows.flatMap(({ id, secret }) => {
    const opened = openStored(client, placeIn('webhook_secret', shopId, id), secret);
    return opened.fault === null ? [opened.bytes.toString('utf8')] : [];
  });
}

/** The secrets that sign now, the newest first, as they may be shown. */
export async function shownWebhookSecrets(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<ShownWebhookSecret[]> {
  const { rows } = await client.query<ShownWebhookSecret>(
    `select id, hint, created_by as "createdBy", created_at as "createdAt", ends_at as "endsAt"
       from webhook_secret where shop_id = $1 and (ends_at is null or ends_at > $2)
      order by created_at desc, id limit $3`,
    [shopId, new Date(now), MOST_SECRETS],
  );
  return rows;
}
