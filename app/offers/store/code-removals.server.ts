import type { ShopClient } from '#app/platform/db.server.ts';

/** Notes the job in Shopify, by its global id, that deletes codes. */
export async function markRemoving(
  client: ShopClient,
  shopId: string,
  codes: readonly string[],
  removalId: string,
): Promise<void> {
  await client.query(
    `update offer_code set removal_id = $3 where shop_id = $1 and code = any($2) and removed_at is null`,
    [shopId, codes, removalId],
  );
}

/** Jobs of one shop that are asked about in one go; the rest follows. */
const MOST_JOBS = 50;

/** The jobs in Shopify that are deleting codes, by their global ids. */
export async function listRemovals(client: ShopClient, shopId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct removal_id as id from offer_code
      where shop_id = $1 and removal_id is not null order by id limit $2`,
    [shopId, MOST_JOBS],
  );
  return rows.map(({ id }) => id);
}

/** A code that a job in Shopify deletes: its id there, and the effect that it was reserved for. */
export type RemovalRow = { code: string; effectKey: string; shopifyId: string | null };

/** The codes that a job in Shopify deletes, by its global id; it was given a hundred at most. */
export async function selectRemoval(
  client: ShopClient,
  shopId: string,
  removalId: string,
): Promise<RemovalRow[]> {
  const { rows } = await client.query<RemovalRow>(
    `select code, effect_key as "effectKey", shopify_id as "shopifyId" from offer_code
      where shop_id = $1 and removal_id = $2 and removed_at is null order by code`,
    [shopId, removalId],
  );
  return rows;
}

/** Ends a job in Shopify. @param removedAt when its codes were gone, epoch milliseconds; null when they are to be deleted again */
export async function endRemoval(
  client: ShopClient,
  shopId: string,
  removalId: string,
  removedAt: number | null,
): Promise<void> {
  const { rows } = await client.query<{ code: string }>(
    `update offer_code set removal_id = null where shop_id = $1 and removal_id = $2 returning code`,
    [shopId, removalId],
  );
  if (removedAt === null) return;
  const codes = rows.map(({ code }) => code);
  await markRemoved(client, shopId, codes, removedAt);
}

/** Notes codes that Shopify does not have any more; used and revoked ones stay so. @param at epoch milliseconds */
export async function markRemoved(
  client: ShopClient,
  shopId: string,
  codes: readonly string[],
  at: number,
): Promise<void> {
  await client.query(
    `update offer_code set removed_at = $3,
            state = case when state in ('reserved', 'created', 'sent') then 'expired' else state end
      where shop_id = $1 and code = any($2) and removed_at is null`,
    [shopId, codes, new Date(at)],
  );
}
