import type { Predicate, Condition } from '#app/segments/predicate.ts';

/** The conditions that a predicate is made of, in their order. */
export function conditionsOf(predicate: Predicate): Condition[] {
  if ('all' in predicate) return predicate.all.flatMap(conditionsOf);
  if ('any' in predicate) return predicate.any.flatMap(conditionsOf);
  return 'not' in predicate ? conditionsOf(predicate.not) : [predicate];
}
