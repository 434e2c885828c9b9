import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { FeedbackProvider } from '../feedback-providers.ts';
import type { ShownFeedbackSource } from '../feedback-source.ts';

/** Seals the secret of a provider and stores it in place of the one before. @param made `now` in epoch milliseconds */
export async function saveFeedbackSource(
  client: ShopClient,
  shopId: string,
  made: { provider: FeedbackProvider; secret: string; hint: string; actor: string; now: number },
): Promise<void> {
  const { provider, secret, hint, actor, now } = made;
  const place = placeIn('feedback_source', shopId, provider);
  await client.query(
    `insert into feedback_source (shop_id, provider, secret, hint, changed_by, changed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (shop_id, provider) do update set secret = excluded.secret, hint = excluded.hint,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [
      shopId,
      provider,
      ringOf(client).rawBodies.seal(Buffer.from(secret), place),
      hint,
      actor,
      new Date(now),
    ],
  );
}

/** @returns false when there was none */
export async function deleteFeedbackSource(
  client: ShopClient,
  shopId: string,
  provider: FeedbackProvider,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'delete from feedback_source where shop_id = $1 and provider = $2',
    [shopId, provider],
  );
  return rowCount === 1;
}

/** The secret of a provider, of a shop that has the app; null when there is none, or no key opens it. */
export async function feedbackSecret(
  client: ShopClient,
  shopId: string,
  provider: FeedbackProvider,
): Promise<string | null> {
  const { rows } = await client.query<{ secret: Buffer }>(
    `select secret from feedback_source join shop on shop.id = feedback_source.shop_id
      where shop_id = $1 and provider = $2 and uninstalled_at is null`,
    [shopId, provider],
  );
  const [row] = rows;
  if (!row) return null;
  const opened = openStored(client, placeIn('feedback_source', shopId, provider), row.secret);
  return opened.fault === null ? opened.bytes.toString('utf8') : null;
}

/** Notes that a provider reported something of its own. @param now epoch milliseconds */
export async function noteFeedbackReceived(
  client: ShopClient,
  shopId: string,
  provider: FeedbackProvider,
  now: number,
): Promise<void> {
  await client.query(
    `update feedback_source set received_at = $3
      where shop_id = $1 and provider = $2 and (received_at is null or received_at < $3)`,
    [shopId, provider, new Date(now)],
  );
}

/** The providers that may report to a shop, as they may be shown. */
export async function shownFeedbackSources(
  client: ShopClient,
  shopId: string,
): Promise<ShownFeedbackSource[]> {
  const { rows } = await client.query<ShownFeedbackSource>(
    `select provider, hint, changed_by as "changedBy", changed_at as "changedAt", received_at as "receivedAt"
       from feedback_source where shop_id = $1 order by provider`,
    [shopId],
  );
  return rows;
}
