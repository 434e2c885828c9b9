import type { ShopClient } from '#app/db.server.ts';
import { costProblems } from './cost-problems.ts';
import type { StoredSegment } from './load-segments.server.ts';
import { parsePredicate, type ParsedPredicate } from './parse-predicate.ts';
import type { Predicate } from './predicate.ts';
import { questionsOf } from './questions-of.ts';
import { readySegment } from './ready-segments.ts';
import type { Problem } from './reference-problems.ts';
import { shopSegments } from './shop-segments.ts';
import { usedShopifySegments } from './shopify-segments.server.ts';

/** A question that was read, and the whole questions of all segments if it were saved. */
export type ReadPredicate =
  | Extract<ParsedPredicate, { outcome: 'refused' }>
  | { outcome: 'read'; predicate: Predicate; questions: ReadonlyMap<string, Predicate> };

/**
 * Reads a question that somebody sent, against what the shop has: products, collections and other segments that
 * are gone are refused, and a circle of segments and what costs too much to ask as well.
 * @param key the segment it is for; null for a new one
 */
export async function readPredicate(
  client: ShopClient,
  shopId: string,
  input: unknown,
  key: string | null,
  segments: ReadonlyMap<string, StoredSegment>,
): Promise<ReadPredicate> {
  const reading = parsePredicate(input);
  if (reading.outcome === 'refused') return reading;
  const { predicate } = reading;
  const questions = questionsWith(key, predicate, segments);
  // Shopify says who is in its segments; here it only counts that they are there.
  const foreign = (await usedShopifySegments(client, shopId))
    .filter(({ problem }) => problem !== 'gone')
    .map(({ key: shopifys }): [string, Predicate] => [shopifys, { any: [] }]);
  const parsed = parsePredicate(predicate, {
    key: key ?? undefined,
    segments: new Map([...questions, ...foreign]),
    ...(await existing(client, shopId, predicate)),
  });
  if (parsed.outcome === 'refused') return parsed;
  const problems = segmentCostProblems(key, predicate, segments);
  return problems.length > 0
    ? { outcome: 'refused', problems }
    : { outcome: 'read', predicate, questions };
}

/**
 * Why a segment may not come into use with a predicate because of what it costs, see `costProblems`. Segments with a
 * problem count as well: once it is mended they are asked again.
 */
export function segmentCostProblems(
  key: string | null,
  predicate: Predicate,
  segments: ReadonlyMap<string, StoredSegment>,
): Problem[] {
  const mended = new Map([...segments].map(([own, one]) => [own, { ...one, problem: null }]));
  const change = {
    before: shopSegments(mended.values()).questions,
    after: questionsWith(key, predicate, mended),
  };
  const names = new Map([...segments].map(([own, { name }]) => [own, name]));
  return costProblems(predicate, key, change, names);
}

/** A group of a ladder stands in the questions of those after it, so they are what they would become. */
function questionsWith(
  key: string | null,
  predicate: Predicate,
  segments: ReadonlyMap<string, StoredSegment>,
): ReadonlyMap<string, Predicate> {
  const known = key === null ? undefined : (segments.get(key) ?? readySegment(key));
  if (!known) return shopSegments(segments.values()).questions;
  const changed = { ...known, predicate, archivedAt: null, problem: null };
  const others = [...segments.values()].filter((other) => other.key !== key);
  return shopSegments([...others, changed]).questions;
}

/** Which of the products and collections that a question asks about there are. */
async function existing(
  client: ShopClient,
  shopId: string,
  predicate: Predicate,
): Promise<{ products: Set<string>; collections: Set<string> }> {
  const interests = questionsOf(predicate).flatMap((question) =>
    'interest' in question ? [question] : [],
  );
  const ids = (kind: 'products' | 'collections') => interests.flatMap((interest) => interest[kind]);
  const { rows } = await client.query<{ kind: string; id: string }>(
    `select 'products' as kind, id from product where shop_id = $1 and id = any($2)
     union all
     select 'collections', id from collection where shop_id = $1 and id = any($3)`,
    [shopId, ids('products'), ids('collections')],
  );
  const known = (kind: string) =>
    new Set(rows.flatMap((row) => (row.kind === kind ? [row.id] : [])));
  return { products: known('products'), collections: known('collections') };
}
