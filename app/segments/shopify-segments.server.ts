import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { ChoiceOutcome, UsedShopifySegment } from './shopify-segments.ts';
import { loadSegments, segmentsOf } from './load-segments.server.ts';
import { referencedSegments } from './reference-problems.ts';
import { shopifyKey } from './shopify-key.ts';

/** More than these would take Shopify's time without end. */
export const MOST_SHOPIFY_SEGMENTS = 20;

/** The segments of Shopify's that the shop uses here, by name. */
export async function usedShopifySegments(
  client: ShopClient,
  shopId: string,
): Promise<UsedShopifySegment[]> {
  const { rows } = await client.query<Omit<UsedShopifySegment, 'key'>>(
    `select id, name, read_at as "readAt", size, problem from shopify_segment
      where shop_id = $1 and chosen order by name, id`,
    [shopId],
  );
  return rows.map((row) => ({ ...row, key: shopifyKey(row.id) }));
}

/** Whether the members of a segment of Shopify's are known, if only as of some time ago. */
export function isRead({ size, problem }: UsedShopifySegment): boolean {
  return size !== null && problem !== 'gone';
}

/** The names of the segments here that refer to one of Shopify's. */
export async function askingSegments(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<string[]> {
  const stored = await loadSegments(client, shopId);
  return segmentsOf(stored)
    .filter(({ predicate }) => referencedSegments(predicate).includes(key))
    .map(({ name }) => name);
}

/**
 * Uses exactly these from now on: their members are read in the background, and those of the others are removed.
 * @param now epoch milliseconds
 */
export async function chooseShopifySegments(
  client: ShopClient,
  shopId: string,
  chosen: readonly { id: string; name: string }[],
  actor: string,
  now: number,
): Promise<ChoiceOutcome> {
  if (chosen.length > MOST_SHOPIFY_SEGMENTS) return { outcome: 'too_many' };
  const before = await usedShopifySegments(client, shopId);
  const ids = chosen.map(({ id }) => id);
  for (const { key, name } of before.filter(({ id }) => !ids.includes(id))) {
    const by = await askingSegments(client, shopId, key);
    if (by.length > 0) return { outcome: 'asked', name, by };
  }
  await client.query(
    `update shopify_segment set chosen = false, read_at = null
      where shop_id = $1 and chosen and id <> all($2)`,
    [shopId, ids],
  );
  await client.query(
    `insert into shopify_segment (shop_id, id, name, chosen, chosen_by, chosen_at)
     select $1, id, name, true, $4, $5 from unnest($2::text[], $3::text[]) as row (id, name)
     on conflict (shop_id, id) do update set chosen = true, chosen_by = excluded.chosen_by,
       chosen_at = excluded.chosen_at, read_at = null
       where not shopify_segment.chosen`,
    [shopId, ids, chosen.map(({ name }) => name), actor, new Date(now)],
  );
  const change = {
    action: 'shopify_segments.used',
    before: { ids: before.map(({ id }) => id) },
    after: { ids },
  };
  await recordAudit(client, shopId, { actor, subject: 'shopify_segments', ...change }, now);
  await enqueueJob(client, shopId, 'audiences');
  return { outcome: 'saved' };
}
