import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import type { Condition, Predicate } from '#app/segments/predicate.ts';
import type { TransferReference } from '#app/transfer/transfer-kind.ts';

/** The segments, products and collections that a predicate refers to. */
export function predicateReferences(predicate: Predicate): TransferReference[] {
  return conditionsOf(predicate).flatMap((condition): TransferReference[] => {
    if ('segment' in condition) return [{ kind: 'segment', key: condition.segment }];
    if (!('interest' in condition)) return [];
    return [
      ...condition.products.map((key) => ({ kind: 'product' as const, key })),
      ...condition.collections.map((key) => ({ kind: 'collection' as const, key })),
    ];
  });
}

/** A predicate with the segments that it refers to under other keys. */
export function withPredicateReferences(
  predicate: Predicate,
  keyOf: (reference: TransferReference) => string,
): Predicate {
  const each = (predicates: Predicate[]) =>
    predicates.map((one) => withPredicateReferences(one, keyOf));
  if ('all' in predicate) return { all: each(predicate.all) };
  if ('any' in predicate) return { any: each(predicate.any) };
  if ('not' in predicate) return { not: withPredicateReferences(predicate.not, keyOf) };
  return renamedCondition(predicate, keyOf);
}

function renamedCondition(
  condition: Condition,
  keyOf: (reference: TransferReference) => string,
): Condition {
  return 'segment' in condition
    ? { ...condition, segment: keyOf({ kind: 'segment', key: condition.segment }) }
    : condition;
}
