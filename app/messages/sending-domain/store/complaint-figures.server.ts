import type { ShopClient } from '#app/platform/db.server.ts';

/** More complaints are not counted: the rate is far too high by then. */
const MOST_COUNTED = 10_000;

/** How many addresses complained since then; null when no provider has ever reported anything. */
export async function countComplaints(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<number | null> {
  const { rows } = await client.query<{ count: number; isReported: boolean }>(
    `select (select count(*) from (
               select from suppression
                where shop_id = $1 and at >= $2 and reason = 'complaint' limit $3) as complained)::int as count,
            exists (select from feedback_source
                     where shop_id = $1 and received_at is not null) as "isReported"`,
    [shopId, new Date(since), MOST_COUNTED],
  );
  const [row] = rows;
  return row?.isReported === true ? row.count : null;
}
