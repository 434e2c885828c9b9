import type { ShopClient } from '#app/platform/db.server.ts';

/** A time that a person was in a segment, epoch milliseconds; `leftAt` is null while it lasts. */
export type PastMembership = {
  profileId: string;
  segmentKey: string;
  enteredAt: number;
  leftAt: number | null;
};

/** The times that people were in some segments, those that began until a moment, of each at most `limit`, the newest. */
export async function pastMemberships(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  segmentKeys: readonly string[],
  until: number,
  limit: number,
): Promise<PastMembership[]> {
  const { rows } = await client.query<PastMembership>(
    `select person.id as "profileId", segment.key as "segmentKey", found.*
       from unnest($2::uuid[]) as person (id), unnest($3::text[]) as segment (key)
      cross join lateral (select entered_at as "enteredAt", left_at as "leftAt" from membership
        where shop_id = $1 and segment_key = segment.key and profile_id = person.id and entered_at <= $4
        order by entered_at desc limit $5) as found`,
    [shopId, profileIds, segmentKeys, new Date(until), limit],
  );
  return rows;
}

/** Since when segments are there, epoch milliseconds; those that every shop has, and no one changed, are left out. */
export async function segmentsSince(
  client: ShopClient,
  shopId: string,
  segmentKeys: readonly string[],
): Promise<{ key: string; createdAt: number }[]> {
  const { rows } = await client.query<{ key: string; createdAt: number }>(
    `select key, created_at as "createdAt" from segment where shop_id = $1 and key = any($2) limit 1000`,
    [shopId, segmentKeys],
  );
  return rows;
}
