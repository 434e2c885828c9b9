import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import { MOST_SHARED } from '#app/profiles/identity/duplicate-pairs.ts';

/** What is known of two profiles that may be one person: nothing yet, that they are one, that they are two. */
export type PairState = 'open' | 'joined' | 'kept_apart';

const SAVE =
  `insert into possible_duplicate (shop_id, low_id, high_id, low_profile_id, high_profile_id, shared,
    first_seen_at, last_seen_at)
  select $1, "lowId", "highId", "lowNow", "highNow", shared, $3, $3
  from json_to_recordset($2) as pair ("lowId" uuid, "highId" uuid, "lowNow" uuid, "highNow" uuid,
    shared text[])
  on conflict (shop_id, low_id, high_id) do update set last_seen_at = excluded.last_seen_at,
    shared = (select array_agg(distinct one order by one)
      from unnest(possible_duplicate.shared || excluded.shared) as one)[1:${String(MOST_SHARED)}]` as const;

/**
 * Notes that profiles may be one person, each pair once: as they were when they were found, and as they are now.
 * @param now epoch milliseconds
 */
export async function saveDuplicatePairs(
  client: ShopClient,
  shopId: string,
  pairs: readonly StatementRow<typeof SAVE>[],
  now: number,
): Promise<void> {
  await writeRows(client, shopId, SAVE, pairs, new Date(now));
}

/** Takes identifiers that turned out to say nothing out of what pairs of these profiles share. */
export async function removeShared(
  client: ShopClient,
  shopId: string,
  identifiers: readonly string[],
  ids: readonly string[],
): Promise<void> {
  await client.query(
    `update possible_duplicate set shared = array(
       select one from unnest(shared) as one where one <> all($2) order by one)
     where shop_id = $1 and low_id = any($3) and high_id = any($3) and shared && $2`,
    [shopId, identifiers, ids],
  );
}

/** Deletes pairs of these profiles that share nothing and were not decided on. */
export async function deleteUnsharedPairs(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query(
    `delete from possible_duplicate
     where shop_id = $1 and low_id = any($2) and state = 'open' and shared = '{}'`,
    [shopId, ids],
  );
}

/**
 * Points the pairs of merged profiles to those that they were merged into; two that became one are no pair any more.
 * @returns the pairs that were changed
 */
export async function moveMergedPairs(
  client: ShopClient,
  shopId: string,
  from: readonly string[],
  into: readonly string[],
): Promise<{ low: string; high: string; state: PairState }[]> {
  const { rows } = await client.query<{ low: string; high: string; state: PairState }>(
    `with moved as (select * from unnest($2::uuid[], $3::uuid[]) as moved (from_id, into_id)),
       now as (select low_id, high_id,
           coalesce((select into_id from moved where from_id = low_profile_id), low_profile_id) as low,
           coalesce((select into_id from moved where from_id = high_profile_id), high_profile_id) as high
         from possible_duplicate
         where shop_id = $1 and (low_profile_id = any($2) or high_profile_id = any($2)))
     update possible_duplicate pair set low_profile_id = low, high_profile_id = high,
       state = case when low = high then 'joined' else state end
     from now where pair.shop_id = $1 and pair.low_id = now.low_id and pair.high_id = now.high_id
     returning low, high, state`,
    [shopId, from, into],
  );
  return rows;
}

/** Who decided what of a pair, and when, epoch milliseconds; no actor: it is open. */
export type PairDecision = { state: PairState; actor: string | null; now: number };

/**
 * Notes what was decided of two profiles.
 * @returns whether they were a pair
 */
export async function savePairDecision(
  client: ShopClient,
  shopId: string,
  pair: readonly string[],
  { state, actor, now }: PairDecision,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update possible_duplicate set state = $3, decided_by = $4, decided_at = $5
      where shop_id = $1 and low_profile_id = any($2) and high_profile_id = any($2)
        and low_profile_id <> high_profile_id`,
    [shopId, pair, state, actor, actor === null ? null : new Date(now)],
  );
  return rowCount !== 0;
}

/** Two parts of profiles, the lesser id first, the profiles they belong to, and what they share. */
export type SplitPair = {
  lowId: string;
  highId: string;
  lowProfileId: string;
  highProfileId: string;
  shared: readonly string[];
};

/** Notes that two parts may be one person, unless that is known. @param now epoch milliseconds */
export async function insertSplitPair(
  client: ShopClient,
  shopId: string,
  { lowId, highId, lowProfileId, highProfileId, shared }: SplitPair,
  now: number,
): Promise<void> {
  await client.query(
    `insert into possible_duplicate (shop_id, low_id, high_id, low_profile_id, high_profile_id, shared,
       first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing`,
    [shopId, lowId, highId, lowProfileId, highProfileId, shared, new Date(now)],
  );
}

/** As `savePairDecision`, where something else was decided; `now` is noted even where the pair is open again. */
export async function changePairDecision(
  client: ShopClient,
  shopId: string,
  pair: readonly string[],
  { state, actor, now }: PairDecision,
): Promise<void> {
  await client.query(
    `update possible_duplicate set state = $3, decided_by = $4, decided_at = $5
      where shop_id = $1 and low_profile_id = any($2) and high_profile_id = any($2)
        and low_profile_id <> high_profile_id and state <> $3`,
    [shopId, pair, state, actor, new Date(now)],
  );
}

/** The profiles in pairs of two people with one of these, those as well; some more than once. */
export async function findNotDuplicates(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select unnest(array[low_profile_id, high_profile_id]) as id from possible_duplicate
      where shop_id = $1 and state = 'kept_apart'
        and (low_profile_id = any($2) or high_profile_id = any($2))`,
    [shopId, ids],
  );
  return rows;
}
