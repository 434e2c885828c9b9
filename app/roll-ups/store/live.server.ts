import type { ShopClient } from '#app/platform/db.server.ts';
import type { Live, LiveTable } from '../live-tables.ts';

/**
 * How often rows of these tables were changed, so that a page knows when to load again what it shows. A loader calls it
 * before it reads anything else: what changes meanwhile then counts as a change, not as known.
 */
export async function readLive(
  client: ShopClient,
  shopId: string,
  tables: readonly LiveTable[],
): Promise<Live> {
  const { rows } = await client.query<{ version: number }>(
    `select coalesce(sum(count), 0)::bigint as version from (
       select count from roll_up
        where shop_id = $1 and figure = 'changes' and hour = 'epoch' and key = any($2)
       union all
       select count from roll_up_change where shop_id = $1 and figure = 'changes' and key = any($2)) as changes`,
    [shopId, tables],
  );
  return { tables, version: rows[0]?.version ?? 0 };
}
