import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import type { SplittableProfile } from '#app/profiles/identity/split.ts';
import type { ProfileJoin } from '#app/profiles/profile-parts.ts';

const SAVE = `insert into profile_join (shop_id, id, profile_id, from_id, into_id, from_part_id, into_part_id, at,
    joined_at, cause, via)
  select $1, id, "profileId", "from", "into", "fromPart", "intoPart", at, $3, cause, via
  from json_to_recordset($2) as row (id uuid, "profileId" uuid, "from" uuid, "into" uuid, "fromPart" uuid,
    "intoPart" uuid, at timestamptz, cause text, via text[])
  on conflict do nothing`;

/** Saves why profiles were merged, each merge once. @param now epoch milliseconds */
export async function saveProfileJoins(
  client: ShopClient,
  shopId: string,
  joins: readonly StatementRow<typeof SAVE>[],
  now: number,
): Promise<void> {
  await writeRows(client, shopId, SAVE, joins, new Date(now));
}

/** A merge that could be split, and when its profile was last merged, epoch milliseconds. */
export type OpenJoin = Pick<
  ProfileJoin,
  'id' | 'profileId' | 'fromPart' | 'intoPart' | 'cause' | 'via'
> & { joinedAt: number | null };

/** A merge of a profile; null when it was split before, or is too long ago. */
export async function findOpenJoin(
  client: ShopClient,
  shopId: string,
  joinId: string,
): Promise<OpenJoin | null> {
  const { rows } = await client.query<OpenJoin>(
    `select profile_join.id, profile_id as "profileId", from_part_id as "fromPart",
            into_part_id as "intoPart", cause, via, profile.joined_at as "joinedAt"
       from profile_join join profile on profile.shop_id = $1 and profile.id = profile_id
      where profile_join.shop_id = $1 and profile_join.id = $2 and profile_join.state = 'open'`,
    [shopId, joinId],
  );
  return rows[0] ?? null;
}

/** The merges of a profile that could be split. */
export async function listOpenJoins(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<SplittableProfile['joins'][number][]> {
  const { rows } = await client.query<SplittableProfile['joins'][number]>(
    `select id, from_id as "from", into_id as "into", from_part_id as "fromPart", into_part_id as "intoPart"
       from profile_join where shop_id = $1 and profile_id = $2 and state = 'open'`,
    [shopId, profileId],
  );
  return rows;
}

/**
 * The merges that staff decided on at a moment, of one of these profiles.
 * @param at epoch milliseconds
 */
export async function findJoinsDecidedAt(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  at: number,
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from profile_join
      where shop_id = $1 and cause = 'profile.joined' and at = $2 and state = 'open'
        and (from_id = any($3) or into_id = any($3))`,
    [shopId, new Date(at), profileIds],
  );
  return rows;
}

/**
 * Who is meant by the id of a person that was written down earlier, as in an email to staff or an open page: the person
 * they were merged into since. Merges are kept with the person who remains, so that one step leads through any number of them.
 * @returns the same id when it was merged into no other, or is not there any more
 */
export async function findCurrentPerson(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `select coalesce(
       (select id from profile where shop_id = $1 and id = $2),
       (select profile_id from profile_part where shop_id = $1 and id = $2),
       (select profile_id from profile_join where shop_id = $1 and from_id = $2 and state <> 'split'
         order by joined_at desc limit 1),
       $2) as id`,
    [shopId, profileId],
  );
  return rows[0]?.id ?? profileId;
}

/** Notes that a merge was split, by whom and when, epoch milliseconds. */
export async function markJoinSplit(
  client: ShopClient,
  shopId: string,
  joinId: string,
  actor: string,
  now: number,
): Promise<void> {
  await client.query(
    `update profile_join set state = 'split', split_at = $3, split_by = $4
      where shop_id = $1 and id = $2`,
    [shopId, joinId, new Date(now), actor],
  );
}

/** Notes that the merges of profiles cannot be split any more. */
export async function closeJoins(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<void> {
  await client.query(
    `update profile_join set state = 'settled'
     where shop_id = $1 and profile_id = any($2) and state = 'open'`,
    [shopId, profileIds],
  );
}

/**
 * Writes down with profiles how many of their merges could be split.
 * @param joinedAt when the last one was made, epoch milliseconds; null leaves that as it is
 */
export async function countJoins(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  joinedAt: number | null,
): Promise<void> {
  await client.query(
    `update profile set joined_at = coalesce($3, joined_at), joins = (select count(*) from profile_join
       where profile_join.shop_id = $1 and profile_id = profile.id and state = 'open')
     where shop_id = $1 and id = any($2)`,
    [shopId, profileIds, joinedAt === null ? null : new Date(joinedAt)],
  );
}

/** Writes down with profiles that none of their merges could be split. */
export async function clearJoinCounts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<void> {
  await client.query(
    'update profile set joined_at = null, joins = 0 where shop_id = $1 and id = any($2)',
    [shopId, profileIds],
  );
}
