import type { Predicate, Question } from './predicate.ts';
import { isShopifyKey } from './shopify-key.ts';

/** What is wrong, and where in the tree as it was given: `['all', 0, 'days']`. */
export type Problem = { path: (string | number)[]; message: string };

/** What a shop has. What is left out is not looked at. */
export type Known = {
  /** The key of the segment whose question it is, if it has one already. */
  key?: string;
  /** The question of each segment, by its key. Those of Shopify have any. */
  segments?: ReadonlyMap<string, Predicate>;
  products?: ReadonlySet<string>;
  collections?: ReadonlySet<string>;
};

/** The most conditions of a question and of all the segments it asks about, together. */
const MOST_IN_ALL = 1_000;

/** What a question refers to that is not there, leads in a circle, or holds too much. */
export function referenceProblems(predicate: Predicate, known: Known): Problem[] {
  const problems = placedQuestions(predicate, []).flatMap(({ question, path }) =>
    'segment' in question
      ? segmentProblem(question.segment, [...path, 'segment'], known)
      : 'interest' in question
        ? [
            ...missing(question.products, known.products, [...path, 'products'], 'product'),
            ...missing(
              question.collections,
              known.collections,
              [...path, 'collections'],
              'collection',
            ),
          ]
        : [],
  );
  if (problems.length > 0 || !isTooLarge(predicate, known.segments ?? new Map())) return problems;
  const message = `With the segments it asks about, more than ${String(MOST_IN_ALL)} conditions.`;
  return [{ path: [], message }];
}

type Placed = { question: Question; path: Problem['path'] };

/** The questions that a predicate is made of, each with its place in the tree below `path`. */
export function placedQuestions(predicate: Predicate, path: Problem['path']): Placed[] {
  if ('not' in predicate) return placedQuestions(predicate.not, [...path, 'not']);
  if ('all' in predicate)
    return predicate.all.flatMap((each, index) => placedQuestions(each, [...path, 'all', index]));
  if ('any' in predicate)
    return predicate.any.flatMap((each, index) => placedQuestions(each, [...path, 'any', index]));
  return [{ question: predicate, path }];
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
      : [{ path: [...path, index], message: `This ${thing} is gone. Choose another.` }],
  );
}

function segmentProblem(
  key: string,
  path: Problem['path'],
  { key: own, segments }: Known,
): Problem[] {
  if (segments === undefined) return [];
  if (key !== own && !segments.has(key))
    return [{ path, message: 'This segment is gone. Choose another.' }];
  if (!isShopifyKey(key) && leadsInCircle(key, own, segments))
    return [{ path, message: 'This segment asks about the one it is used in: a circle.' }];
  return [];
}

/** Whether a segment asks about `own`, or runs in a circle, itself or through others. */
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
  const found = askedSegments(predicate).some((next) =>
    leadsInCircle(next, own, segments, open, done),
  );
  open.delete(key);
  done.add(key);
  return found;
}

/** The keys of the segments that a question asks about. */
export function askedSegments(predicate: Predicate): string[] {
  const keys = placedQuestions(predicate, []).flatMap(({ question }) =>
    'segment' in question ? [question.segment] : [],
  );
  return [...new Set(keys)];
}

/** The ids of the collections that a question asks about. */
export function askedCollections(predicate: Predicate): string[] {
  const ids = placedQuestions(predicate, []).flatMap(({ question }) =>
    'interest' in question ? question.collections : [],
  );
  return [...new Set(ids)];
}

/**
 * Whether a question holds too much to be asked, once every segment is replaced by its own question. A circle
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
  return placedQuestions(predicate, []).reduce((total, { question }) => {
    const other = 'segment' in question ? segments.get(question.segment) : undefined;
    if (!('segment' in question) || other === undefined) return total + 1;
    const known = sizes.get(question.segment);
    if (known !== undefined) return total + known;
    sizes.set(question.segment, 0);
    const size = sizeOf(other, segments, sizes);
    sizes.set(question.segment, size);
    return total + size;
  }, 0);
}
