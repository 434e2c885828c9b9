import type { ShopClient } from '#app/db.server.ts';
import { segmentsOf, type StoredSegment } from './load-segments.server.ts';
import { parsePredicate, type ParsedPredicate } from './parse-predicate.ts';
import type { Predicate } from './predicate.ts';
import { questionsOf } from './questions-of.ts';
import { usedShopifySegments } from './shopify-segments.server.ts';

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
): Promise<ParsedPredicate> {
  const reading = parsePredicate(input);
  if (reading.outcome === 'refused') return reading;
  const interests = questionsOf(reading.predicate).flatMap((question) =>
    'interest' in question ? [question] : [],
  );
  const ids = (kind: 'products' | 'collections') => interests.flatMap((interest) => interest[kind]);
  const { rows } = await client.query<{ kind: string; id: string }>(
    `select 'products' as kind, id from product where shop_id = $1 and id = any($2)
     union all
     select 'collections', id from collection where shop_id = $1 and id = any($3)`,
    [shopId, ids('products'), ids('collections')],
  );
  // Nothing here says who is in them; that they are there is what counts.
  const foreign = (await usedShopifySegments(client, shopId)).map(
    ({ key: shopifys }): [string, Predicate] => [shopifys, { any: [] }],
  );
  const known = (kind: string) =>
    new Set(rows.flatMap((row) => (row.kind === kind ? [row.id] : [])));
  return parsePredicate(input, {
    key: key ?? undefined,
    segments: new Map([
      ...segmentsOf(segments).map((one): [string, Predicate] => [one.key, one.predicate]),
      ...foreign,
    ]),
    products: known('products'),
    collections: known('collections'),
  });
}
