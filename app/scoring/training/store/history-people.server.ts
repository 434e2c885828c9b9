import { IS_PERSON } from '#app/profiles/identity/nameless.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';

/** Which people are looked at: seen before `until`, and last seen not long before `from`; epoch milliseconds. */
export type HistorySpan = { from: number; until: number };

/** How many people there are to look at. */
export async function countPeople(
  client: ShopClient,
  shopId: string,
  { from, until }: HistorySpan,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from profile
      where shop_id = $1 and first_seen_at < $2 and last_seen_at >= $3 and ${IS_PERSON}`,
    [shopId, new Date(until), new Date(from)],
  );
  return rows[0]?.count ?? 0;
}

/**
 * The next people by their ids, which are hashes: the first thousand are a sample of all, and the same one
 * whenever they are asked for.
 */
export async function nextPeople(
  client: ShopClient,
  shopId: string,
  { from, until }: HistorySpan,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await readInKeyOrder<{ id: string }>(
    client,
    `select id from profile
      where shop_id = $1 and id > $2 and first_seen_at < $3 and last_seen_at >= $4 and ${IS_PERSON}
      order by id limit $5`,
    [shopId, after, new Date(until), new Date(from), limit],
  );
  return rows.map(({ id }) => id);
}
