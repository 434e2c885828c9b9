import type { ShopClient } from '#app/platform/db.server.ts';
import { loadCollections } from './store/load-collections.server.ts';
import { loadSegments } from './store/load-segments.server.ts';
import type { StoredSegment } from './stored-segment.ts';
import { problemsOf } from './parse-predicate.ts';
import type { Predicate } from './predicate.ts';
import { referencedCollections } from './reference-problems.ts';
import { saveSegmentProblems } from './store/save-segments.server.ts';
import { shopSegments } from './ready/shop-segments.ts';
import { usedShopifySegments } from './store/shopify-segments.server.ts';

/**
 * Saves with each segment in use why its predicate cannot be evaluated any more, such as a collection that was
 * deleted, or that it can be again. A segment with a problem has no members. A product that is gone is none: people
 * may have bought it.
 * @returns whether any changed; then the shop's policy did
 */
export async function updateSegmentProblems(client: ShopClient, shopId: string): Promise<boolean> {
  const stored = [...(await loadSegments(client, shopId)).values()];
  const inUse = stored.filter(({ archivedAt }) => archivedAt === null);
  const asked = inUse.flatMap(({ predicate }) => referencedCollections(predicate));
  const collections = new Set((await loadCollections(client, shopId, asked)).keys());
  const shopifys = (await usedShopifySegments(client, shopId)).map(({ key }) => key);
  const problems = problemsOfAll(inUse, collections, shopifys);
  const changed = inUse.filter(({ key, problem }) => problem !== (problems.get(key) ?? null));
  if (changed.length === 0) return false;
  await saveSegmentProblems(
    client,
    shopId,
    changed.map(({ key }) => ({ key, problem: problems.get(key) ?? null })),
  );
  return true;
}

/** A segment that refers to one with a problem has one itself, so they are searched until no more are found. */
function problemsOfAll(
  segments: readonly StoredSegment[],
  collections: ReadonlySet<string>,
  shopifys: readonly string[],
): Map<string, string> {
  const problems = new Map<string, string>();
  for (;;) {
    const before = problems.size;
    const whole = segments.map((one) => ({ ...one, problem: problems.get(one.key) ?? null }));
    const { predicates } = shopSegments(whole);
    const foreign = shopifys.map((key): [string, Predicate] => [key, { any: [] }]);
    const known = new Map([...predicates, ...foreign]);
    for (const { key, predicate, problem } of whole) {
      const [found] = problemsOf(predicate, { key, segments: known, collections });
      if (problem === null && found) problems.set(key, found.message);
    }
    if (problems.size === before) return problems;
  }
}
