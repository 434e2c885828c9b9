import type { Predicate, Condition } from './predicate.ts';
import { isShopifyKey } from './shopify-key.ts';
import { UNSET_SEGMENT } from './unset-condition.ts';

/** What is wrong, and where in the tree as it was given: `['all', 0, 'days']`. */
export type Problem = { path: (string | number)[]; message: string };

/** What a shop has. What is left out is not looked at. */
export type KnownReferences = {
  /** The key of the segment whose predicate it is, if it has one already. */
  key?: string;
  /** The predicate of each segment, by its key. Those of Shopify have any. */
  segments?: ReadonlyMap<string, Predicate>;
  products?: ReadonlySet<string>;
  collections?: ReadonlySet<string>;
};

/** The most conditions of a predicate and of all the segments it refers to, together. */
const MOST_IN_ALL = 1_000;

/** What a predicate refers to that is not there, leads in a circle, or holds too much. */
export function referenceProblems(predicate: Predicate, known: KnownReferences): Problem[] {
  const problems = conditionsWithPaths(predicate, []).flatMap(({ condition, path }) =>
    'segment' in condition
      ? segmentProblem(condition.segment, [...path, 'segment'], known)
      : 'interest' in condition
        ? [
            ...missing(condition.products, known.products, [...path, 'products'], 'product'),
            ...missing(
              condition.collections,
              known.collections,
              [...path, 'collections'],
              'collection',
            ),
          ]
        : [],
  );
  if (problems.length > 0 || !isTooLarge(predicate, known.segments ?? new Map())) return problems;
  const message = `With the segments it uses, more than ${String(MOST_IN_ALL)} conditions.`;
  return [{ path: [], message }];
}

type ConditionWithPath = { condition: Condition; path: Problem['path'] };

/** The conditions that a predicate is made of, each with its place in the tree below `path`. */
export function conditionsWithPaths(
  predicate: Predicate,
  path: Problem['path'],
): ConditionWithPath[] {
  if ('not' in predicate) return conditionsWithPaths(predicate.not, [...path, 'not']);
  if ('all' in predicate)
    return predicate.all.flatMap((each, index) =>
      conditionsWithPaths(each, [...path, 'all', index]),
    );
  if ('any' in predicate)
    return predicate.any.flatMap((each, index) =>
      conditionsWithPaths(each, [...path, 'any', index]),
    );
  return [{ condition: predicate, path }];
}

function missing(
  ids: string[],
  known: ReadonlySet<string> | undefined,
  path: Problem['path'],
  thing: string,
): Problem[] {
  return ids.flatMap((id, index) =>
    known === undefined || known.has(id)
      ? []
      : [{ path: [...path, index], message: `This ${thing} was deleted. Choose another.` }],
  );
}

function segmentProblem(
  key: string,
  path: Problem['path'],
  { key: own, segments }: KnownReferences,
): Problem[] {
  if (segments === undefined) return [];
  if (key === UNSET_SEGMENT) return [{ path, message: 'Choose the condition.' }];
  if (key !== own && !segments.has(key))
    return [{ path, message: 'This segment was deleted. Choose another.' }];
  if (!isShopifyKey(key) && leadsInCircle(key, own, segments))
    return [{ path, message: 'This segment uses the one it is part of: a circle.' }];
  return [];
}

/** Whether a segment refers to `own`, or runs in a circle, itself or through others. */
function leadsInCircle(
  key: string,
  own: string | undefined,
  segments: ReadonlyMap<string, Predicate>,
  open = new Set<string>(),
  done = new Set<string>(),
): boolean {
  if (key === own || open.has(key)) return true;
  const predicate = segments.get(key);
  if (predicate === undefined || done.has(key)) return false;
  open.add(key);
  const found = referencedSegments(predicate).some((next) =>
    leadsInCircle(next, own, segments, open, done),
  );
  open.delete(key);
  done.add(key);
  return found;
}

/** The keys of the segments that a predicate refers to. */
export function referencedSegments(predicate: Predicate): string[] {
  const keys = conditionsWithPaths(predicate, []).flatMap(({ condition }) =>
    'segment' in condition ? [condition.segment] : [],
  );
  return [...new Set(keys)];
}

/** The ids of the collections that a predicate refers to. */
export function referencedCollections(predicate: Predicate): string[] {
  const ids = conditionsWithPaths(predicate, []).flatMap(({ condition }) =>
    'interest' in condition ? condition.collections : [],
  );
  return [...new Set(ids)];
}

/**
 * Whether a predicate is too large to be evaluated, once every segment is replaced by its own predicate. A circle
 * is gone through once.
 */
export function isTooLarge(
  predicate: Predicate,
  segments: ReadonlyMap<string, Predicate>,
): boolean {
  return sizeOf(predicate, segments, new Map()) > MOST_IN_ALL;
}

function sizeOf(
  predicate: Predicate,
  segments: ReadonlyMap<string, Predicate>,
  sizes: Map<string, number>,
): number {
  return conditionsWithPaths(predicate, []).reduce((total, { condition }) => {
    const other = 'segment' in condition ? segments.get(condition.segment) : undefined;
    if (!('segment' in condition) || other === undefined) return total + 1;
    const known = sizes.get(condition.segment);
    if (known !== undefined) return total + known;
    sizes.set(condition.segment, 0);
    const size = sizeOf(other, segments, sizes);
    sizes.set(condition.segment, size);
    return total + size;
  }, 0);
}
