import type { ShopClient } from '#app/db.server.ts';
import type { StoredSegment } from './load-segments.server.ts';
import { parsePredicate, problemsOf, type ParsedPredicate } from './parse-predicate.ts';
import type { Predicate } from './predicate.ts';
import { questionsOf } from './questions-of.ts';
import { readySegment } from './ready-segments.ts';
import type { Known } from './reference-problems.ts';
import { shopSegments } from './shop-segments.ts';
import { usedShopifySegments } from './shopify-segments.server.ts';

/** A question that was read, and the whole questions of all segments if it were saved. */
export type ReadPredicate =
  | Extract<ParsedPredicate, { outcome: 'refused' }>
  | { outcome: 'read'; predicate: Predicate; questions: ReadonlyMap<string, Predicate> };

/**
 * Reads a question that somebody sent, against what the shop has: products, collections and other segments that
 * are gone are refused, and a circle of segments as well.
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
  const known = await knownTo(client, shopId, [predicate], questions);
  const parsed = parsePredicate(predicate, { key: key ?? undefined, ...known });
  return parsed.outcome === 'refused' ? parsed : { outcome: 'read', predicate, questions };
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

/**
 * What is wrong with segments that were right when they were saved: what they ask about is gone.
 * @returns what to correct, by the key of the segment; those that are fine are missing
 */
export async function segmentProblems(
  client: ShopClient,
  shopId: string,
  segments: ReadonlyMap<string, StoredSegment>,
): Promise<Map<string, string>> {
  const inUse = [...segments.values()].filter(({ archivedAt }) => archivedAt === null);
  const predicates = inUse.map(({ predicate }) => predicate);
  const { questions } = shopSegments(segments.values());
  const known = await knownTo(client, shopId, predicates, questions);
  return new Map(
    inUse.flatMap(({ key, predicate, problem }) => {
      const found = problem ?? problemsOf(predicate, { key, ...known })[0]?.message;
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
}

/** What there is of all that questions ask about. */
async function knownTo(
  client: ShopClient,
  shopId: string,
  predicates: readonly Predicate[],
  questions: ReadonlyMap<string, Predicate>,
): Promise<Known> {
  const interests = predicates
    .flatMap(questionsOf)
    .flatMap((question) => ('interest' in question ? [question] : []));
  const ids = (kind: 'products' | 'collections') => interests.flatMap((interest) => interest[kind]);
  const { rows } = await client.query<{ kind: string; id: string }>(
    `select 'products' as kind, id from product where shop_id = $1 and id = any($2)
     union all
     select 'collections', id from collection where shop_id = $1 and id = any($3)`,
    [shopId, ids('products'), ids('collections')],
  );
  const known = (kind: string) =>
    new Set(rows.flatMap((row) => (row.kind === kind ? [row.id] : [])));
  // Shopify says who is in its segments; here it only counts that they are there.
  const foreign = (await usedShopifySegments(client, shopId))
    .filter(({ problem }) => problem !== 'gone')
    .map(({ key }): [string, Predicate] => [key, { any: [] }]);
  return {
    segments: new Map([...questions, ...foreign]),
    products: known('products'),
    collections: known('collections'),
  };
}
