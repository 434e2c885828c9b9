import { wordsOf } from './interest-meaning.ts';
import type { Names } from './meaning.ts';
import { membershipWords } from './membership-meaning.ts';
import type { Predicate, Question } from './predicate.ts';
import { meaningOf } from './question-meaning.ts';

/**
 * A question in plain words: "last order 60 days ago or longer and (country is GB or country is IE)".
 * Amounts without a currency are told in the smallest unit of whichever it is, as the question holds them.
 * @param names titles of segments, products and collections; without them they are told by their ids
 */
export function describe(predicate: Predicate, names: Names = {}): string {
  if ('all' in predicate) return joined(predicate.all, ' and ', 'everybody', names);
  if ('any' in predicate) return joined(predicate.any, ' or ', 'nobody', names);
  if ('not' in predicate) return `not ${grouped(predicate.not, names)}`;
  return questionWords(predicate, names);
}

function questionWords(question: Question, names: Names): string {
  if ('segment' in question) return membershipWords(question, names);
  if ('interest' in question) return wordsOf(question, names);
  return meaningOf(question)?.words(names) ?? 'a question that makes no sense';
}

function joined(predicates: Predicate[], word: string, none: string, names: Names): string {
  const [only, ...others] = predicates;
  if (only === undefined) return none;
  if (others.length === 0) return describe(only, names);
  return predicates.map((each) => grouped(each, names)).join(word);
}

function grouped(predicate: Predicate, names: Names): string {
  const members = 'all' in predicate ? predicate.all : 'any' in predicate ? predicate.any : [];
  const [only, ...others] = members;
  // A group of one reads as what it holds, which may itself need the brackets.
  if (only !== undefined && others.length === 0) return grouped(only, names);
  const text = describe(predicate, names);
  return others.length > 0 ? `(${text})` : text;
}
