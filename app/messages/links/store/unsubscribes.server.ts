import type { SuppressionReason } from '#app/consent/may-send.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Shows people with an address as not subscribed. */
export async function showUnsubscribed(
  client: ShopClient,
  shopId: string,
  address: string,
): Promise<void> {
  await client.query(
    'update profile set subscribed = false where shop_id = $1 and email = $2 and subscribed',
    [shopId, address],
  );
}

/** What stops mail to an address; `at` is epoch milliseconds. */
export type SuppressionRow = { reason: SuppressionReason; at: number };

/** What stops mail to an address, held until the transaction ends; null when nothing does. */
export async function lockSuppression(
  client: ShopClient,
  shopId: string,
  address: string,
): Promise<SuppressionRow | null> {
  const { rows } = await client.query<SuppressionRow>(
    'select reason, at from suppression where shop_id = $1 and address = $2 for update',
    [shopId, address],
  );
  return rows[0] ?? null;
}

/** Whether a delivery waits in the inbox. */
export async function isDeliveryWaiting(
  client: ShopClient,
  shopId: string,
  deliveryKey: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from inbox where shop_id = $1 and delivery_key = $2',
    [shopId, deliveryKey],
  );
  return rowCount === 1;
}

/** Stops marketing mail to an address. @returns false when something stops it already */
export async function insertUnsubscribe(
  client: ShopClient,
  shopId: string,
  address: string,
  at: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'unsubscribed', $3)
     on conflict (shop_id, address) do nothing`,
    [shopId, address, new Date(at)],
  );
  return rowCount === 1;
}

/** Dates an earlier unsubscribe of an address again; what else stops mail to it stays. */
export async function renewUnsubscribe(
  client: ShopClient,
  shopId: string,
  address: string,
  at: number,
): Promise<void> {
  await client.query(
    `update suppression set at = greatest(at, $3)
      where shop_id = $1 and address = $2 and reason = 'unsubscribed'`,
    [shopId, address, new Date(at)],
  );
}
