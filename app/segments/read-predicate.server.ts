import type { ShopClient } from '#app/platform/db.server.ts';
import { costProblems } from './conditions/cost-problems.ts';
import type { StoredSegment } from './stored-segment.ts';
import { parsePredicate, type ParsedPredicate } from './parse-predicate.ts';
import type { Predicate } from './predicate.ts';
import { conditionsOf } from './conditions/conditions-of.ts';
import { readySegment } from './ready/ready-segments.ts';
import type { Problem } from './reference-problems.ts';
import { shopSegments } from './ready/shop-segments.ts';
import { knownEntries } from './store/catalogue-entries.server.ts';
import { usedShopifySegments } from './store/shopify-segments.server.ts';

/** A predicate that was read, and the whole predicates of all segments if it were saved. */
export type ReadPredicate =
  | Extract<ParsedPredicate, { outcome: 'refused' }>
  | { outcome: 'read'; predicate: Predicate; predicates: ReadonlyMap<string, Predicate> };

/**
 * Reads a predicate that a client sent, against what the shop has: products, collections and other segments that
 * are gone are refused, and a circle of segments and what costs too much to evaluate as well.
 * @param key the segment it is for; null for a new one
 */
export async function readPredicate(
  client: ShopClient,
  shopId: string,
  input: unknown,
  key: string | null,
  segments: ReadonlyMap<string, StoredSegment>,
): Promise<ReadPredicate> {
  const unchecked = parsePredicate(input);
  if (unchecked.outcome === 'refused') return unchecked;
  const { predicate } = unchecked;
  const predicates = predicatesWith(key, predicate, segments);
  // Shopify says who is in its segments; here it only counts that they are there.
  const foreign = (await usedShopifySegments(client, shopId))
    .filter(({ problem }) => problem !== 'gone')
    .map(({ key: shopifys }): [string, Predicate] => [shopifys, { any: [] }]);
  const parsed = parsePredicate(predicate, {
    key: key ?? undefined,
    segments: new Map([...predicates, ...foreign]),
    ...(await existing(client, shopId, predicate)),
  });
  if (parsed.outcome === 'refused') return parsed;
  const problems = segmentCostProblems(key, predicate, segments);
  return problems.length > 0
    ? { outcome: 'refused', problems }
    : { outcome: 'read', predicate, predicates };
}

/**
 * Why a segment may not come into use with a predicate because of what it costs, see `costProblems`. Segments with a
 * problem count as well: once it is mended they are evaluated again.
 */
export function segmentCostProblems(
  key: string | null,
  predicate: Predicate,
  segments: ReadonlyMap<string, StoredSegment>,
): Problem[] {
  const mended = new Map([...segments].map(([own, one]) => [own, { ...one, problem: null }]));
  const change = {
    before: shopSegments(mended.values()).predicates,
    after: predicatesWith(key, predicate, mended),
  };
  const names = new Map([...segments].map(([own, { name }]) => [own, name]));
  return costProblems(predicate, key, change, names);
}

/** A tier is part of the predicates of those after it, so they are what they would become. */
function predicatesWith(
  key: string | null,
  predicate: Predicate,
  segments: ReadonlyMap<string, StoredSegment>,
): ReadonlyMap<string, Predicate> {
  const known = key === null ? undefined : (segments.get(key) ?? readySegment(key));
  if (!known) return shopSegments(segments.values()).predicates;
  const changed = { ...known, predicate, archivedAt: null, problem: null };
  const others = [...segments.values()].filter((other) => other.key !== key);
  return shopSegments([...others, changed]).predicates;
}

/** Which of the products and collections that a predicate refers to exist. */
async function existing(
  client: ShopClient,
  shopId: string,
  predicate: Predicate,
): Promise<{ products: Set<string>; collections: Set<string> }> {
  const interests = conditionsOf(predicate).flatMap((condition) =>
    'interest' in condition ? [condition] : [],
  );
  const ids = (kind: 'products' | 'collections') => interests.flatMap((interest) => interest[kind]);
  return await knownEntries(client, shopId, ids('products'), ids('collections'));
}
