import type { ShopClient } from '#app/db.server.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { loadScoreModel } from '#app/scoring/score-models.server.ts';
import { loadCollections } from '#app/segments/load-collections.server.ts';
import { askedCollections } from '#app/segments/reference-problems.ts';
import { shopSegments, withoutReferences, type OwnSegment } from '#app/segments/shop-segments.ts';
import type { Policy } from './policy.ts';

/** Finds the rules a shop works by, as they are in the caller's transaction. */
export type PolicyOf = (client: ShopClient, shopId: string) => Promise<Policy>;

/** Policies kept in memory; shops that were not asked about for long are read again. */
const MOST = 1_000;
const kept = new Map<string, { version: number; policy: Policy }>();

/**
 * The rules a shop works by. They are read again only when `shop.policy_version` changed, so asking costs one
 * row. Whoever decides by them asks after `claimShop`: then nobody decides by older ones any more.
 * @throws when there is no such shop
 */
export const policyOf: PolicyOf = async (client, shopId) => {
  const version = await versionOf(client, shopId);
  const known = kept.get(shopId);
  const policy = known?.version === version ? known.policy : await readPolicy(client, shopId);
  kept.delete(shopId);
  kept.set(shopId, { version, policy });
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  return policy;
};

async function versionOf(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'select policy_version as version from shop where id = $1',
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  return shop.version;
}

async function readPolicy(client: ShopClient, shopId: string): Promise<Policy> {
  const { model } = await loadScoreModel(client, shopId);
  const segments = shopSegments(await ownSegments(client, shopId));
  const asked = [...segments.questions.values()].flatMap(askedCollections);
  const collections = await loadCollections(client, shopId, asked);
  return {
    model,
    journeys,
    ...withoutReferences(segments, collections),
    collections: new Set(asked),
  };
}

async function ownSegments(client: ShopClient, shopId: string): Promise<OwnSegment[]> {
  const { rows } = await client.query<OwnSegment>(
    `select segment.key, version.name, version.purpose, segment.version, version.predicate,
            segment.archived_at as "archivedAt", segment.problem
       from segment join segment_version as version on version.shop_id = $1
        and version.key = segment.key and version.version = segment.version
      where segment.shop_id = $1 order by segment.key`,
    [shopId],
  );
  return rows;
}
