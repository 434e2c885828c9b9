import type { ShopClient } from '#app/platform/db.server.ts';
import type { FigureName } from './read-figures.server.ts';

/**
 * Counts all figures of a shop and corrects those that differ from what is stored. Both sides are read by one statement,
 * so what others change meanwhile is in both or in neither.
 * @returns the figures that were wrong, one for each correction
 */
export async function correctFigures(client: ShopClient, shopId: string): Promise<string[]> {
  const { rows } = await client.query<{ figure: string }>(
    `with kept as (
       select figure, hour, key, detail, -sum(count) as count from (
         select * from roll_up where shop_id = $1
         union all
         select shop_id, figure, hour, key, detail, count from roll_up_change where shop_id = $1) as both_tables
        where figure <> 'changes' and figure <> 'mails.unrecorded'
        group by figure, hour, key, detail),
     wrong as (
       select figure, hour, key, detail, sum(count) as count
         from (select * from figures_of($1) union all select * from kept) as sides
        group by figure, hour, key, detail having sum(count) <> 0)
     insert into roll_up_change (shop_id, figure, hour, key, detail, count)
     select $1, figure, hour, key, detail, count from wrong
     returning figure`,
    [shopId],
  );
  return rows.map(({ figure }) => figure);
}

/** Deletes figures that are zero. What another transaction is adding to stays: to wait could wait in a circle. */
export async function deleteZeroFigures(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `delete from roll_up where shop_id = $1 and ctid = any(array(
       select ctid from roll_up where shop_id = $1 and count = 0 for update skip locked))`,
    [shopId],
  );
}

/** Stores a figure that no trigger counts. */
export async function setFigure(
  client: ShopClient,
  shopId: string,
  figure: FigureName,
  count: number,
): Promise<void> {
  await client.query(
    `insert into roll_up (shop_id, figure, hour, key, detail, count) values ($1, $2, 'epoch', '', '', $3)
     on conflict (shop_id, figure, hour, key, detail) do update set count = excluded.count`,
    [shopId, figure, count],
  );
}
