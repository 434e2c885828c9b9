import type { DateCondition, Predicate, Condition } from './predicate.ts';
import { isTooLarge } from './reference-problems.ts';
import { isShopifyKey } from './shopify-key.ts';

/** What predicates of a shop refer to. */
export type References = {
  /** The predicate of each segment, by its key. */
  segments: ReadonlyMap<string, Predicate>;
  /** The products of each collection, by its id. */
  collections: ReadonlyMap<string, readonly string[]>;
  /** The shop's zone, by which days of the calendar are read; IANA. */
  timeZone: string;
};

/**
 * A predicate with what it refers to put in its place: other segments' predicates, the products of collections as they
 * are now, and the shop's zone where it is about days of the calendar. What does not exist, leads in a circle or
 * would be too much stays as it is and is evaluated as null, so that no person is in by mistake.
 */
export function resolveReferences(predicate: Predicate, references: References): Predicate {
  return isTooLarge(predicate, references.segments)
    ? predicate
    : resolved(predicate, references, []);
}

function resolved(predicate: Predicate, references: References, within: string[]): Predicate {
  const each = (predicates: Predicate[]) =>
    predicates.map((one) => resolved(one, references, within));
  if ('all' in predicate) return { all: each(predicate.all) };
  if ('any' in predicate) return { any: each(predicate.any) };
  if ('not' in predicate) return { not: resolved(predicate.not, references, within) };
  return resolvedCondition(predicate, references, within);
}

/** Whether a condition is about days of the calendar. */
function asksCalendar(condition: Condition): condition is DateCondition {
  return (
    'field' in condition &&
    (condition.is === 'since' || condition.is === 'until' || condition.is === 'from_to')
  );
}

function resolvedCondition(
  condition: Condition,
  references: References,
  within: string[],
): Predicate {
  if ('segment' in condition) {
    const { segment, is } = condition;
    const other = references.segments.get(segment);
    if (other === undefined || within.includes(segment) || isShopifyKey(segment)) return condition;
    const inner = resolved(other, references, [...within, segment]);
    switch (is) {
      case 'in':
        return inner;
      case 'not_in':
        return { not: inner };
      default:
        return condition;
    }
  }
  if (asksCalendar(condition)) return { ...condition, zone: references.timeZone };
  if (!('interest' in condition)) return condition;
  const products = condition.collections.map((id) => references.collections.get(id));
  // One collection that is gone leaves the condition unresolved, whatever the others hold.
  if (products.some((known) => known === undefined)) return condition;
  return {
    ...condition,
    products: [...new Set([...condition.products, ...products.flatMap((known) => known ?? [])])],
    collections: [],
  };
}
