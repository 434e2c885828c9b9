import type { ShopClient } from '#app/platform/db.server.ts';

/** When a person entered a journey last, up to a moment (epoch milliseconds); null when none did. */
export async function findLastEntry(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  until: number,
): Promise<number | null> {
  const { rows } = await client.query<{ at: number | null }>(
    `select max(entered_at) as at from journey_run
      where shop_id = $1 and journey_key = $2 and entered_at <= $3`,
    [shopId, journeyKey, new Date(until)],
  );
  return rows[0]?.at ?? null;
}
