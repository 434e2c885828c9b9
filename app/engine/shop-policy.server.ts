import type { ShopClient } from '#app/db.server.ts';
import { journeys } from '#app/journeys/gallery.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import type { Segment } from '#app/segments/predicate.ts';
import type { Policy } from './decide.ts';

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
  const { rows: models } = await client.query<{ model: ScoreModel; version: number }>(
    'select model, version from score_model where shop_id = $1 order by version desc limit 1',
    [shopId],
  );
  const [newest] = models;
  return {
    model: newest ? { ...newest.model, version: newest.version } : retailModel,
    journeys,
    segments: await readSegments(client, shopId),
  };
}

/** Those whose question can be answered; nobody is a member of the others. */
async function readSegments(client: ShopClient, shopId: string): Promise<Segment[]> {
  const { rows } = await client.query<Segment>(
    `select segment.key, version.name, version.purpose, segment.version, version.predicate
       from segment join segment_version as version on version.shop_id = $1
        and version.key = segment.key and version.version = segment.version
      where segment.shop_id = $1 and segment.archived_at is null and segment.problem is null
      order by segment.key`,
    [shopId],
  );
  return rows;
}
