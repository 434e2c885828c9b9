import type { ShopClient } from '#app/platform/db.server.ts';
import type { Digests } from '#app/segments/predicate-digests.ts';

/** How far a shop's profiles are recomputed by its newest rules. */
export type RecomputeCursor = { policyVersion: number; reached: string | null; isBegun: boolean };

/** Begins to recompute a shop's profiles by rules with a new version; one under way begins again. */
export async function openRecomputation(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `insert into assessment (shop_id, policy_version) values ($1, nextval('policy_version'))
     on conflict (shop_id) do update set policy_version = excluded.policy_version, reached = null,
       people_done = 0, people_total = null, started_at = null, finished_at = null`,
    [shopId],
  );
}

/** Where to go on; null when all profiles are recomputed. */
export async function loadRecomputeCursor(
  client: ShopClient,
  shopId: string,
): Promise<RecomputeCursor | null> {
  const { rows } = await client.query<RecomputeCursor>(
    `select policy_version as "policyVersion", reached, started_at is not null as "isBegun"
       from assessment where shop_id = $1 and finished_at is null`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** Notes that the recomputation began, and how many profiles there are. @param now epoch milliseconds */
export async function beginRecomputation(
  client: ShopClient,
  shopId: string,
  policyVersion: number,
  now: number,
): Promise<void> {
  await client.query(
    `update assessment set started_at = $3,
       people_total = (select count(*) from profile where shop_id = $1)
      where shop_id = $1 and policy_version = $2`,
    [shopId, policyVersion, new Date(now)],
  );
}

/** Notes that some more people were recomputed, up to and with `reached`. */
export async function noteRecomputed(
  client: ShopClient,
  shopId: string,
  policyVersion: number,
  reached: string,
  people: number,
): Promise<void> {
  await client.query(
    `update assessment set reached = $3, people_done = people_done + $4
      where shop_id = $1 and policy_version = $2`,
    [shopId, policyVersion, reached, people],
  );
}

/** Notes that all profiles are recomputed, and by which rules. @param now epoch milliseconds */
export async function finishRecomputation(
  client: ShopClient,
  shopId: string,
  policyVersion: number,
  built: Digests,
  now: number,
): Promise<void> {
  await client.query(
    `update assessment set finished_at = $3, built = $4 where shop_id = $1 and policy_version = $2`,
    [shopId, policyVersion, new Date(now), JSON.stringify(built)],
  );
}

/** The rules by which all profiles were recomputed last; null when none of a shop ever changed. */
export async function loadBuiltDigests(
  client: ShopClient,
  shopId: string,
): Promise<Digests | null> {
  const { rows } = await client.query<{ built: Digests }>(
    'select built from assessment where shop_id = $1 and built is not null',
    [shopId],
  );
  return rows[0]?.built ?? null;
}
