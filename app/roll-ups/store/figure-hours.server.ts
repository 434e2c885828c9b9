import type { ShopClient } from '#app/platform/db.server.ts';
import type { FigureName } from './read-figures.server.ts';

/** A figure by the hours of UTC in which it is not zero, oldest first; hours are named by their beginning, epoch milliseconds. */
export async function readFigureHours(
  client: ShopClient,
  shopId: string,
  figure: FigureName,
  key: string,
  { from, until }: { from: number; until: number },
): Promise<{ hour: number; count: number }[]> {
  const { rows } = await client.query<{ hour: number; count: number }>(
    `select hour, sum(count)::bigint as count from (
       select hour, count from roll_up
        where shop_id = $1 and figure = $2 and key = $3 and hour >= $4 and hour < $5
       union all
       select hour, count from roll_up_change
        where shop_id = $1 and figure = $2 and key = $3 and hour >= $4 and hour < $5) as both_tables
      group by hour having sum(count) > 0 order by hour`,
    [shopId, figure, key, new Date(from), new Date(until)],
  );
  return rows;
}
