import type { RankedReplay } from '#app/journeys/replay/replay-record.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** The replays of the newest ranking of a shop, at most `limit`; none when nothing was ranked yet. */
export async function loadRankedReplays(
  client: ShopClient,
  shopId: string,
  limit: number,
): Promise<RankedReplay[]> {
  const { rows } = await client.query<RankedReplay>(
    `select journey_key as "journeyKey", days, state, people_total as "peopleTotal", people_done as "peopleDone",
            problem, requested_at as "requestedAt", totals
       from replay
      where shop_id = $1 and is_ranking
        and requested_at = (select max(requested_at) from replay where shop_id = $1 and is_ranking)
      order by journey_key limit $2`,
    [shopId, limit],
  );
  return rows;
}

/** Deletes the replays of rankings that are over: only those of the newest are shown. */
export async function deleteRankedReplays(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `delete from replay where shop_id = $1 and is_ranking and state <> 'running'`,
    [shopId],
  );
}

/** Ends every replay of a ranking that is under way. @param now epoch milliseconds @returns how many there were */
export async function cancelRankedReplays(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `update replay set state = 'cancelled', finished_at = $2
      where shop_id = $1 and is_ranking and state = 'running'`,
    [shopId, new Date(now)],
  );
  return rowCount ?? 0;
}
