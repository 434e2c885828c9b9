import type { ShopClient } from '#app/platform/db.server.ts';
import { segmentsOf, type StoredSegment } from './stored-segment.ts';
import type { Names } from './conditions/condition-evaluator.ts';
import type { Predicate } from './predicate.ts';
import { conditionsOf } from './conditions/conditions-of.ts';
import { catalogueTitles } from './store/catalogue-entries.server.ts';
import { usedShopifySegments } from './store/shopify-segments.server.ts';

/** Titles of the products and collections that predicates refer to, by id; those that are gone are missing. */
export async function loadTitles(
  client: ShopClient,
  shopId: string,
  predicates: readonly Predicate[],
): Promise<Record<string, string>> {
  const interests = predicates
    .flatMap(conditionsOf)
    .flatMap((condition) => ('interest' in condition ? [condition] : []));
  if (interests.length === 0) return {};
  const ids = (kind: 'products' | 'collections') => interests.flatMap((one) => one[kind]);
  return await catalogueTitles(client, shopId, ids('products'), ids('collections'));
}

/** What the things are called that predicates refer to. */
export async function loadNames(
  client: ShopClient,
  shopId: string,
  predicates: readonly Predicate[],
  segments: ReadonlyMap<string, StoredSegment>,
): Promise<Names> {
  const titles = await loadTitles(client, shopId, predicates);
  const foreign = await usedShopifySegments(client, shopId);
  const names = new Map([...segmentsOf(segments), ...foreign].map(({ key, name }) => [key, name]));
  return {
    segment: (key) => names.get(key) ?? null,
    product: (id) => titles[id] ?? null,
    collection: (id) => titles[id] ?? null,
  };
}

/**
 * The segments that a predicate may refer to, those of Shopify's own that the shop uses last.
 * @param key the segment the predicate is for, which may not refer to itself; null for a new one
 */
export async function segmentChoices(
  client: ShopClient,
  shopId: string,
  segments: ReadonlyMap<string, StoredSegment>,
  key: string | null,
): Promise<{ value: string; label: string }[]> {
  const own = segmentsOf(segments).filter((one) => one.key !== key);
  const foreign = await usedShopifySegments(client, shopId);
  return [
    ...own.map((one) => ({ value: one.key, label: one.name })),
    ...foreign.map((one) => ({ value: one.key, label: `Shopify: ${one.name}` })),
  ];
}
