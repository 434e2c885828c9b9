import type { Predicate } from './predicate.ts';
import { isShopifyKey } from './shopify-key.ts';

/** A key that no segment has: its members are not known. */
const UNKNOWN_SEGMENT = '';

/**
 * A predicate in which conditions on Shopify's segments that were never read, or are gone, make no sense: none is in
 * by mistake, under "not in" either.
 * @param readable the keys of Shopify's segments whose members are known
 */
export function withoutUnread(predicate: Predicate, readable: ReadonlySet<string>): Predicate {
  const each = (predicates: Predicate[]) => predicates.map((one) => withoutUnread(one, readable));
  if ('all' in predicate) return { all: each(predicate.all) };
  if ('any' in predicate) return { any: each(predicate.any) };
  if ('not' in predicate) return { not: withoutUnread(predicate.not, readable) };
  const isUnread =
    'segment' in predicate && isShopifyKey(predicate.segment) && !readable.has(predicate.segment);
  return isUnread ? { ...predicate, segment: UNKNOWN_SEGMENT } : predicate;
}
