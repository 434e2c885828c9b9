import type { ShopClient } from '#app/platform/db.server.ts';

/** The most added up at once; what is left is added up the next time. */
const MOST_CHANGES = 20_000;

/**
 * Adds the changes of a shop's figures up. Figures stay the same: each is the sum of both tables. The last statement
 * of a transaction, because it holds rows that others of the shop add to; in the order of the key, so that two that
 * compact wait in turn.
 */
export async function compactChanges(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `with gone as (
       delete from roll_up_change where shop_id = $1 and id <= (
         select max(id) from (select id from roll_up_change where shop_id = $1 order by id limit $2) as oldest)
       returning figure, hour, key, detail, count)
     insert into roll_up as known (shop_id, figure, hour, key, detail, count)
     select $1, figure, hour, key, detail, sum(count) from gone group by figure, hour, key, detail
     having sum(count) <> 0 order by figure, hour, key, detail
     on conflict (shop_id, figure, hour, key, detail) do update set count = known.count + excluded.count`,
    [shopId, MOST_CHANGES],
  );
}
