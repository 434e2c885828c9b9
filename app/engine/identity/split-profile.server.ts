import type { ShopClient } from '#app/platform/db.server.ts';
import { linkByDomain } from '#app/companies/link-by-domain.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { saveNotDuplicates } from '#app/profiles/store/not-duplicates.server.ts';
import {
  decodeDelta,
  isSplittable,
  type Delta,
  type ProfilePart,
} from '#app/profiles/profile-parts.ts';
import {
  splitAtJoin,
  type SplitSide,
  type SplittableProfile,
} from '#app/profiles/identity/split.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import { listPartDeltas } from '#app/events/store/event-deltas.server.ts';
import {
  changePairDecision,
  findNotDuplicates,
  insertSplitPair,
} from '#app/profiles/store/possible-duplicates.server.ts';
import {
  countJoins,
  findOpenJoin,
  listOpenJoins,
  markJoinSplit,
  type OpenJoin,
} from '#app/profiles/store/profile-joins.server.ts';
import { loadProfileParts } from '#app/profiles/store/profile-parts.server.ts';
import { insertSplitProfile, saveSplitState } from '#app/profiles/store/split-profiles.server.ts';
import { resumeMemberships } from '#app/segments/store/memberships.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { processBatch, publishBatch, type BatchOptions } from '#app/engine/process-batch.server.ts';
import { EMPTY_BATCH } from '#app/engine/projections/projection.server.ts';
import { moveSplitSide } from './move-split-side.server.ts';

export type SplitOutcome =
  /** `stays` and `goes` are the profiles of the two people. */
  | { outcome: 'split'; stays: string; goes: string }
  /** It was split before, or is too long ago. */
  | { outcome: 'not_remembered' }
  /** Shopify merged the customers; they would only be merged again. */
  | { outcome: 'merged_in_shopify' };

/**
 * Makes a profile two again, as if one of its joins had never been made, and marks the two as no duplicates from then on.
 * The caller's transaction; nothing else of the shop is decided meanwhile.
 * @param actor who decides
 * @param remembered what is noted of the two: that they are two people, or that it is open again
 */
export async function splitProfile(
  client: ShopClient,
  shopId: string,
  joinId: string,
  actor: string,
  options: Pick<BatchOptions, 'policy' | 'currency' | 'now'>,
  remembered: 'kept_apart' | 'open' = 'kept_apart',
): Promise<SplitOutcome> {
  await claimShop(client, shopId);
  const { now } = options;
  const join = await findOpenJoin(client, shopId, joinId);
  if (!join || !isSplittable({ lastAt: join.joinedAt ?? 0, joins: 0 }, now))
    return { outcome: 'not_remembered' };
  if (join.cause === 'customer.merged') return { outcome: 'merged_in_shopify' };
  const { joined, segments } = await loadMergeMemory(client, shopId, join.profileId);
  const sides = splitAtJoin(joined, joinId);
  if (!sides) return { outcome: 'not_remembered' };
  const { stays, goes } = sides;
  await markJoinSplit(client, shopId, joinId, actor, now);
  // The states; everything that follows from them is found by making both due.
  await insertSplitProfile(client, shopId, stays.id, goes);
  await saveSplitState(client, shopId, stays);
  await moveSplitSide(client, shopId, stays.id, goes);
  await resumeSegments(client, shopId, goes, segments);
  await decidePairs(client, shopId, { stays, goes, join, remembered, actor, now });
  await countJoins(client, shopId, [stays.id, goes.id], null);
  await linkByDomain(client, shopId, { people: [stays.id, goes.id], accounts: [] });
  const entry = { actor, action: 'profile.split', subject: `profile:${stays.id}`, before: null };
  await recordAudit(
    client,
    shopId,
    { ...entry, after: { other: goes.id, verdict: remembered } },
    now,
  );
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
  const joins = await listOpenJoins(client, shopId, profileId);
  const parts = await loadProfileParts(client, shopId, profileId);
  const deltas = await listPartDeltas(client, shopId, profileId);
  return {
    joined: {
      profileId,
      joins,
      parts: parts.map(({ id, state }) => ({ id, state: savedProfile(state) })),
      // As `encodeDelta` made them.
      deltas: deltas.map(({ part, delta }) => ({ part, delta: decodeDelta(delta as Delta) })),
    },
    segments: new Map(parts.map(({ id, segments }) => [id, segments])),
  };
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
  await resumeMemberships(client, shopId, id, segments);
}

type DecidedPair = {
  stays: SplitSide;
  goes: SplitSide;
  join: OpenJoin;
  remembered: 'kept_apart' | 'open';
  actor: string;
  now: number;
};

/** What is remembered of the two, so that the same identifiers do not join them again. */
async function decidePairs(
  client: ShopClient,
  shopId: string,
  { stays, goes, join, remembered, actor, now }: DecidedPair,
): Promise<void> {
  const [lowId, highId] =
    join.fromPart < join.intoPart ? [join.fromPart, join.intoPart] : [join.intoPart, join.fromPart];
  const end = (part: string) => (goes.parts.includes(part) ? goes.id : stays.id);
  const [lowProfileId, highProfileId] = [end(lowId), end(highId)];
  const pair = { lowId, highId, lowProfileId, highProfileId, shared: join.via };
  await insertSplitPair(client, shopId, pair, now);
  const both = [stays.id, goes.id];
  const decidedBy = remembered === 'open' ? null : actor;
  await changePairDecision(client, shopId, both, { state: remembered, actor: decidedBy, now });
  const others = await findNotDuplicates(client, shopId, both);
  await saveNotDuplicates(client, shopId, [...both, ...others.map(({ id }) => id)]);
}
