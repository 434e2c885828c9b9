import type { ShopClient } from '#app/platform/db.server.ts';
import type { PredictedTotals } from '#app/predictions/page/predictions-page.ts';

type TotalsRow = Omit<PredictedTotals, 'computedAt'> & { computedAt: number | null };

/** What is expected of all people of a shop together; null when nothing is predicted of any. */
export async function predictedTotals(
  client: ShopClient,
  shopId: string,
): Promise<PredictedTotals | null> {
  const { rows } = await client.query<TotalsRow>(
    `select count(*) as people, coalesce(sum(again), 0)::float8 as again,
            coalesce(sum(orders), 0)::float8 as orders, sum(spend_minor)::bigint as "spendMinor",
            min(currency) as currency, max(reckoned_at) as "computedAt"
       from prediction where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  return row && row.computedAt !== null ? { ...row, computedAt: row.computedAt } : null;
}
