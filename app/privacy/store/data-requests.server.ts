import type { ShopClient } from '#app/platform/db.server.ts';

/** Of whom data is asked for: the request as it was received, and who was found by it. */
export type DataRequest = { request: unknown; work: unknown };

/** A request for data, locked; null when there is none by this key. */
export async function lockDataRequest(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<DataRequest | null> {
  const { rows } = await client.query<DataRequest>(
    `select request, work from compliance_duty
      where shop_id = $1 and delivery_key = $2 and topic = 'customers/data_request' for update`,
    [shopId, key],
  );
  return rows[0] ?? null;
}

/**
 * Notes who downloaded the data. Done, the request says no more whom it was about; by the profiles the data can be
 * downloaded again. `now` is epoch milliseconds.
 */
export async function markDownloaded(
  client: ShopClient,
  shopId: string,
  key: string,
  { profileIds, staffId, now }: { profileIds: readonly string[]; staffId: string; now: number },
): Promise<void> {
  await client.query(
    `update compliance_duty set downloaded_at = $3, downloaded_by = $4, done_at = coalesce(done_at, $3),
            request = '{}', work = $5
      where shop_id = $1 and delivery_key = $2`,
    [shopId, key, new Date(now), staffId, JSON.stringify({ identifiers: [], profileIds })],
  );
}
