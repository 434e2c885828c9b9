import type { ShopClient } from '#app/platform/db.server.ts';
import { linkByDomain } from '#app/companies/link-by-domain.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { saveNotDuplicates } from '#app/profiles/store/not-duplicates.server.ts';
import {
  decodeDelta,
  isSplittable,
  type Delta,
  type ProfileJoin,
  type ProfilePart,
} from '#app/profiles/profile-parts.ts';
import {
  splitAtJoin,
  type SplitSide,
  type SplittableProfile,
} from '#app/profiles/identity/split.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { processBatch, publishBatch, type BatchOptions } from '#app/engine/process-batch.server.ts';
import { EMPTY_BATCH } from '#app/engine/projections/projection.server.ts';
import { noteJoins } from '#app/engine/save/save-joins.server.ts';
import { moveSplitSide } from './move-split-side.server.ts';

export type SplitOutcome =
  /** `stays` and `goes` are the profiles of the two people. */
  | { outcome: 'split'; stays: string; goes: string }
  /** It was split before, or is too long ago. */
  | { outcome: 'not_remembered' }
  /** Shopify merged the customers; they would only be merged again. */
  | { outcome: 'merged_in_shopify' };

type JoinRow = ProfileJoin & { joinedAt: number | null };

/**
 * Makes a profile two again, as if one of its joins had never been made, and marks the two as no duplicates from then on.
 * The caller's transaction; nothing else of the shop is decided meanwhile.
 * @param actor who decides
 * @param verdict what is remembered of the two: that they are two people, or that it is open again
 */
export async function splitProfile(
  client: ShopClient,
  shopId: string,
  joinId: string,
  actor: string,
  options: Pick<BatchOptions, 'policy' | 'currency' | 'now'>,
  verdict: 'kept_apart' | 'open' = 'kept_apart',
): Promise<SplitOutcome> {
  await claimShop(client, shopId);
  const { now } = options;
  const { rows } = await client.query<JoinRow>(
    `select profile_join.id, profile_id as "profileId", from_part_id as "fromPart",
            into_part_id as "intoPart", cause, via, profile.joined_at as "joinedAt"
       from profile_join join profile on profile.shop_id = $1 and profile.id = profile_id
      where profile_join.shop_id = $1 and profile_join.id = $2 and profile_join.state = 'open'`,
    [shopId, joinId],
  );
  const [join] = rows;
  if (!join || !isSplittable({ lastAt: join.joinedAt ?? 0, joins: 0 }, now))
    return { outcome: 'not_remembered' };
  if (join.cause === 'customer.merged') return { outcome: 'merged_in_shopify' };
  const { joined, segments } = await loadMergeMemory(client, shopId, join.profileId);
  const sides = splitAtJoin(joined, joinId);
  if (!sides) return { outcome: 'not_remembered' };
  const { stays, goes } = sides;
  await client.query(
    `update profile_join set state = 'split', split_at = $3, split_by = $4
      where shop_id = $1 and id = $2`,
    [shopId, joinId, new Date(now), actor],
  );
  await saveSplitSides(client, shopId, stays, goes);
  await moveSplitSide(client, shopId, stays.id, goes);
  await resumeSegments(client, shopId, goes, segments);
  await decidePairs(client, shopId, { stays, goes, join, verdict, actor, now: new Date(now) });
  await noteJoins(client, shopId, [stays.id, goes.id], null);
  await linkByDomain(client, shopId, { people: [stays.id, goes.id], accounts: [] });
  const entry = { actor, action: 'profile.split', subject: `profile:${stays.id}`, before: null };
  await recordAudit(client, shopId, { ...entry, after: { other: goes.id, verdict } }, now);
  // Both are decided on at once: their scores, segments and runs are found like those of any other profile.
  const { jobs } = await processBatch(client, shopId, EMPTY_BATCH, {
    ...options,
    enabledJourneys: [],
    due: 100,
    people: [stays.id, goes.id],
  });
  await publishBatch(client, shopId, now, jobs);
  return { outcome: 'split', stays: stays.id, goes: goes.id };
}

async function loadMergeMemory(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<{ joined: SplittableProfile; segments: Map<string, ProfilePart['segments']> }> {
  const { rows: joins } = await client.query<ProfileJoin>(
    `select id, from_id as "from", into_id as "into", from_part_id as "fromPart", into_part_id as "intoPart"
       from profile_join where shop_id = $1 and profile_id = $2 and state = 'open'`,
    [shopId, profileId],
  );
  const { rows: parts } = await client.query<ProfilePart>(
    'select id, state, segments from profile_part where shop_id = $1 and profile_id = $2',
    [shopId, profileId],
  );
  const { rows: deltas } = await client.query<{ part: string; delta: Delta }>(
    `select coalesce(part_id, $2) as part, delta from event
      where shop_id = $1 and profile_id = $2 and delta is not null`,
    [shopId, profileId],
  );
  return {
    joined: {
      profileId,
      joins,
      parts: parts.map(({ id, state }) => ({ id, state: savedProfile(state) })),
      deltas: deltas.map(({ part, delta }) => ({ part, delta: decodeDelta(delta) })),
    },
    segments: new Map(parts.map(({ id, segments }) => [id, segments])),
  };
}

/** The states; everything that follows from them is found by making both due. */
async function saveSplitSides(
  client: ShopClient,
  shopId: string,
  stays: SplitSide,
  goes: SplitSide,
): Promise<void> {
  await client.query(
    `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at, next_change_at, joined_at)
     select $1, $3, $4, intent, fit, score, grade, band, stage, 0, 0, false, first_seen_at, last_seen_at,
       to_timestamp(0), joined_at
     from profile where shop_id = $1 and id = $2`,
    [shopId, stays.id, goes.id, JSON.stringify(goes.state)],
  );
  await client.query(
    `update profile set state = $3, next_change_at = to_timestamp(0) where shop_id = $1 and id = $2`,
    [shopId, stays.id, JSON.stringify(stays.state)],
  );
}

/**
 * A person who was in a segment before is in it since then; memberships that do not hold any more end with the next
 * evaluation.
 */
async function resumeSegments(
  client: ShopClient,
  shopId: string,
  { id, parts }: SplitSide,
  known: ReadonlyMap<string, ProfilePart['segments']>,
): Promise<void> {
  const segments = Object.entries(known.get(id) ?? known.get(parts[0] ?? id) ?? {});
  await client.query(
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, key, $2, at from unnest($3::text[], $4::timestamptz[]) as known (key, at)
     on conflict do nothing`,
    [shopId, id, segments.map(([key]) => key), segments.map(([, at]) => new Date(at))],
  );
}

type DecidedPair = {
  stays: SplitSide;
  goes: SplitSide;
  join: JoinRow;
  verdict: 'kept_apart' | 'open';
  actor: string;
  now: Date;
};

/** What is remembered of the two, so that the same identifiers do not join them again. */
async function decidePairs(
  client: ShopClient,
  shopId: string,
  { stays, goes, join, verdict, actor, now }: DecidedPair,
): Promise<void> {
  const [low, high] = [join.fromPart, join.intoPart].sort();
  const end = (part: string | undefined) =>
    part !== undefined && goes.parts.includes(part) ? goes.id : stays.id;
  await client.query(
    `insert into possible_duplicate (shop_id, low_id, high_id, low_profile_id, high_profile_id, shared,
       first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing`,
    [shopId, low, high, end(low), end(high), join.via, now],
  );
  await client.query(
    `update possible_duplicate set state = $3, decided_by = $4, decided_at = $5
      where shop_id = $1 and low_profile_id = any($2) and high_profile_id = any($2)
        and low_profile_id <> high_profile_id and state <> $3`,
    [shopId, [stays.id, goes.id], verdict, verdict === 'open' ? null : actor, now],
  );
  const { rows } = await client.query<{ id: string }>(
    `select unnest(array[low_profile_id, high_profile_id]) as id from possible_duplicate
      where shop_id = $1 and state = 'kept_apart'
        and (low_profile_id = any($2) or high_profile_id = any($2))`,
    [shopId, [stays.id, goes.id]],
  );
  await saveNotDuplicates(client, shopId, [stays.id, goes.id, ...rows.map(({ id }) => id)]);
}
