import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { ChoiceOutcome } from './shopify-segments.ts';
import { loadSegments } from './store/load-segments.server.ts';
import {
  addShopifySegments,
  releaseShopifySegments,
  usedShopifySegments,
} from './store/shopify-segments.server.ts';
import { segmentsOf } from './stored-segment.ts';
import { referencedSegments } from './reference-problems.ts';

/** More than these would take Shopify's time without end. */
export const MOST_SHOPIFY_SEGMENTS = 20;

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
  await releaseShopifySegments(client, shopId, ids);
  await addShopifySegments(client, shopId, chosen, actor, now);
  const change = {
    action: 'shopify_segments.used',
    before: { ids: before.map(({ id }) => id) },
    after: { ids },
  };
  await recordAudit(client, shopId, { actor, subject: 'shopify_segments', ...change }, now);
  await enqueueJob(client, shopId, 'audiences');
  return { outcome: 'saved' };
}
