import { LRUCache } from 'lru-cache';
import type { ShopClient } from '#app/platform/db.server.ts';
import { earlierJourneys, journeys } from '#app/journeys/gallery.ts';
import { loadScoreModel } from '#app/scoring/store/score-models.server.ts';
import { loadCollections } from '#app/segments/store/load-collections.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import { referencedCollections } from '#app/segments/reference-problems.ts';
import {
  shopSegments,
  withoutReferences,
  type OwnSegment,
} from '#app/segments/ready/shop-segments.ts';
import {
  changedBetween,
  digestsOf,
  READY_DIGESTS,
  type RulesChange,
  type Digests,
} from '#app/segments/predicate-digests.ts';
import { isRead } from '#app/segments/shopify-segments.ts';
import { usedShopifySegments } from '#app/segments/store/shopify-segments.server.ts';
import { withoutUnread } from '#app/segments/without-unread.ts';
import type { Policy } from './decide/policy.ts';

/** Finds the rules a shop works by, as they are in the caller's transaction. */
export type PolicyOf = (client: ShopClient, shopId: string) => Promise<Policy>;

/** Policies kept in memory; those of shops that were not used for long are read again. */
const MOST = 1_000;

/**
 * The rules that shops work by. Those of a shop are read again only when `shop.policy_version` changed, so asking costs
 * one row. A transaction that decides by them asks after `claimShop`: then none decides by older ones any more.
 * @returns finds the rules of a shop; throws when there is no such shop
 */
export function createPolicies(): PolicyOf {
  const cache = new LRUCache<string, { version: number; policy: Policy; changed: RulesChange }>({
    max: MOST,
  });
  return async (client, shopId) => {
    const { version, isBuilding, reached } = await loadPolicyState(client, shopId);
    const known = cache.get(shopId);
    const found = known?.version === version ? known : await readAll(client, shopId, version);
    cache.set(shopId, found);
    const { policy, changed } = found;
    return isBuilding ? { ...policy, building: { ...changed, reached } } : policy;
  };
}

type State = { version: number; isBuilding: boolean; reached: string | null };

async function loadPolicyState(client: ShopClient, shopId: string): Promise<State> {
  const { rows } = await client.query<State>(
    `select shop.policy_version as version, reached,
            assessment.shop_id is not null and finished_at is null as "isBuilding"
       from shop left join assessment on assessment.shop_id = shop.id where shop.id = $1`,
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  return shop;
}

async function readAll(
  client: ShopClient,
  shopId: string,
  version: number,
): Promise<{ version: number; policy: Policy; changed: RulesChange }> {
  const policy = await readPolicy(client, shopId);
  const { rows } = await client.query<{ built: Digests }>(
    'select built from assessment where shop_id = $1 and built is not null',
    [shopId],
  );
  const before = rows[0]?.built ?? READY_DIGESTS;
  return { version, policy, changed: changedBetween(before, digestsOf(policy, version)) };
}

async function readPolicy(client: ShopClient, shopId: string): Promise<Policy> {
  const { model } = await loadScoreModel(client, shopId);
  const own = await loadOwnSegments(client, shopId);
  const segments = shopSegments(own);
  // One that is gone may come back, so those that now have a problem are waited for as well.
  const unarchived = own.flatMap(({ archivedAt, predicate }) =>
    archivedAt === null ? [predicate] : [],
  );
  const collectionIds = [...segments.predicates.values(), ...unarchived].flatMap(
    referencedCollections,
  );
  const collections = await loadCollections(client, shopId, collectionIds);
  const timeZone = await loadTimeZone(client, shopId);
  return {
    model,
    journeys,
    earlierJourneys,
    ...withoutReferences(segments, collections, timeZone),
    collections: new Set(collectionIds),
  };
}

async function loadOwnSegments(client: ShopClient, shopId: string): Promise<OwnSegment[]> {
  const { rows } = await client.query<OwnSegment>(
    `select segment.key, version.name, version.purpose, segment.version, version.predicate,
            segment.archived_at as "archivedAt", segment.problem
       from segment join segment_version as version on version.shop_id = $1
        and version.key = segment.key and version.version = segment.version
      where segment.shop_id = $1 order by segment.key`,
    [shopId],
  );
  const used = await usedShopifySegments(client, shopId);
  const readable = new Set(used.filter(isRead).map(({ key }) => key));
  return rows.map((row) => ({ ...row, predicate: withoutUnread(row.predicate, readable) }));
}
