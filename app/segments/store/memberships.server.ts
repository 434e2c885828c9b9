import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';

/** That a profile is in a segment since a moment, epoch milliseconds. */
export type OpenMembership = { profileId: string; segmentKey: string; enteredAt: number };

/** The segments that profiles are in. */
export async function loadMemberships(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<OpenMembership[]> {
  const { rows } = await client.query<OpenMembership>(
    `select profile_id as "profileId", segment_key as "segmentKey", entered_at as "enteredAt" from membership
     where shop_id = $1 and profile_id = any($2) and left_at is null`,
    [shopId, profileIds],
  );
  return rows;
}

const CLOSE = `update membership set left_at = greatest(row.at, membership.entered_at)
  from json_to_recordset($2) as row (segment_key text, profile_id uuid, at timestamptz)
  where membership.shop_id = $1 and membership.profile_id = row.profile_id
    and membership.segment_key = row.segment_key and membership.left_at is null`;

/** Saves which profiles left a segment, and when. */
export async function closeMemberships(
  client: ShopClient,
  shopId: string,
  left: readonly StatementRow<typeof CLOSE>[],
): Promise<void> {
  await writeRows(client, shopId, CLOSE, left);
}

const INSERT = `insert into membership (shop_id, segment_key, profile_id, entered_at)
  select $1, segment_key, profile_id, at
  from json_to_recordset($2) as row (segment_key text, profile_id uuid, at timestamptz)
  on conflict (shop_id, segment_key, profile_id, entered_at) do update set left_at = null`;

/** Saves which profiles entered a segment, and when. */
export async function insertMemberships(
  client: ShopClient,
  shopId: string,
  entered: readonly StatementRow<typeof INSERT>[],
): Promise<void> {
  await writeRows(client, shopId, INSERT, entered);
}

/**
 * Puts a profile into segments it was in before it was merged with another.
 * @param segments by key, since when, epoch milliseconds
 */
export async function resumeMemberships(
  client: ShopClient,
  shopId: string,
  profileId: string,
  segments: readonly (readonly [key: string, since: number])[],
): Promise<void> {
  await client.query(
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, key, $2, at from unnest($3::text[], $4::timestamptz[]) as known (key, at)
     on conflict do nothing`,
    [shopId, profileId, segments.map(([key]) => key), segments.map(([, at]) => new Date(at))],
  );
}

/**
 * Begins memberships of a segment. Doing it again changes nothing.
 * @param now epoch milliseconds
 */
export async function beginMemberships(
  client: ShopClient,
  shopId: string,
  key: string,
  profileIds: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, $2, id, $4 from profile
      where shop_id = $1 and id = any($3)
        and not exists (select from membership m where m.shop_id = $1 and m.segment_key = $2
                                                   and m.profile_id = profile.id and m.left_at is null)
     on conflict (shop_id, segment_key, profile_id, entered_at) do update set left_at = null`,
    [shopId, key, profileIds, new Date(now)],
  );
}
