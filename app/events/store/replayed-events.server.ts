import type { ShopClient } from '#app/platform/db.server.ts';

/** Those of some people of whom something of these kinds happened between two moments, epoch milliseconds. */
export async function findPeopleWithEvents(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  kinds: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select person.id from unnest($2::uuid[]) as person (id)
      cross join lateral (select from event
        where shop_id = $1 and profile_id = person.id and kind = any($3) and at >= $4 and at <= $5
        limit 1) as found`,
    [shopId, profileIds, kinds, new Date(from), new Date(until)],
  );
  return rows;
}

/** What happened to people; `props` is JSON, which is parsed only where it is read. */
export type PastEventRow = {
  profileId: string;
  id: string;
  at: number;
  kind: string;
  props: string;
};

/**
 * What happened to people between two moments, epoch milliseconds, in no order.
 * @param kinds null for all of them
 * @param limit at most so many in all
 */
export async function readPastEvents(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { kinds, from, until }: { kinds: readonly string[] | null; from: number; until: number },
  limit: number,
): Promise<PastEventRow[]> {
  const { rows } = await client.query<PastEventRow>(
    `select person.id as "profileId", found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (select id, at, kind, props::text as props from event
        where shop_id = $1 and profile_id = person.id and at >= $4 and at <= $5
          and ($3::text[] is null or kind = any($3)) limit $6) as found
      limit $6`,
    [shopId, profileIds, kinds, new Date(from), new Date(until), limit],
  );
  return rows;
}
