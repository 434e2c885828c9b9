import { wordsOf } from '#app/segments/conditions/interest-evaluator.ts';
import type { Names } from '#app/segments/conditions/condition-evaluator.ts';
import { membershipWords } from '#app/segments/conditions/membership-evaluator.ts';
import type { Predicate, Condition } from '#app/segments/predicate.ts';
import { evaluatorOf } from '#app/segments/conditions/evaluator-of.ts';

/**
 * A predicate in plain words: "last order 60 days ago or longer and (country is GB or country is IE)".
 * Amounts without a currency are given in the smallest unit of whichever it is, as the predicate holds them.
 * @param names titles of segments, products and collections; without them they are named by their ids
 */
export function describePredicate(predicate: Predicate, names: Names = {}): string {
  if ('all' in predicate) return joinWords(predicate.all, ' and ', 'all people', names);
  if ('any' in predicate) return joinWords(predicate.any, ' or ', 'no one', names);
  if ('not' in predicate) return `not ${grouped(predicate.not, names)}`;
  return conditionWords(predicate, names);
}

function conditionWords(condition: Condition, names: Names): string {
  if ('segment' in condition) return membershipWords(condition, names);
  if ('interest' in condition) return wordsOf(condition, names);
  return evaluatorOf(condition)?.words(names) ?? 'a question that makes no sense';
}

function joinWords(predicates: Predicate[], word: string, none: string, names: Names): string {
  const [only, ...others] = predicates;
  if (only === undefined) return none;
  if (others.length === 0) return describePredicate(only, names);
  return predicates.map((each) => grouped(each, names)).join(word);
}

function grouped(predicate: Predicate, names: Names): string {
  const members = 'all' in predicate ? predicate.all : 'any' in predicate ? predicate.any : [];
  const [only, ...others] = members;
  // A group of one reads as what it holds, which may itself need the brackets.
  if (only !== undefined && others.length === 0) return grouped(only, names);
  const text = describePredicate(predicate, names);
  return others.length > 0 ? `(${text})` : text;
}
