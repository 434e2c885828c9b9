import type { ShopClient } from '#app/platform/db.server.ts';

/** An event by its key, times in epoch milliseconds, and what it added to its profile as that stores it. */
export type StoredDelta = { id: string; at: number; delta: unknown };

/** What these events added to their profiles; null where the profile does not remember its parts. */
export async function loadEventDeltas(
  client: ShopClient,
  shopId: string,
  events: readonly { id: string; at: number }[],
): Promise<StoredDelta[]> {
  const { rows } = await client.query<StoredDelta>(
    `select found.* from (select distinct id, at from unnest($2::uuid[], $3::timestamptz[]) as all_of (id, at)) as wanted
     cross join lateral (select id, at, delta from event
       where shop_id = $1 and id = wanted.id and at = wanted.at limit 1) as found`,
    [shopId, events.map(({ id }) => id), events.map(({ at }) => new Date(at))],
  );
  return rows;
}

/** Saves what an event added to its profile. */
export async function saveEventDelta(
  client: ShopClient,
  shopId: string,
  { id, at, delta }: StoredDelta,
): Promise<void> {
  await client.query('update event set delta = $4 where shop_id = $1 and id = $2 and at = $3', [
    shopId,
    id,
    new Date(at),
    JSON.stringify(delta),
  ]);
}

/** What each event added to a profile that remembers its parts, and to which part. */
export async function listPartDeltas(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<{ part: string; delta: unknown }[]> {
  const { rows } = await client.query<{ part: string; delta: unknown }>(
    `select coalesce(part_id, $2) as part, delta from event
      where shop_id = $1 and profile_id = $2 and delta is not null`,
    [shopId, profileId],
  );
  return rows;
}
