import type { Predicate, Question } from './predicate.ts';

/** The questions that a predicate is made of, in their order. */
export function questionsOf(predicate: Predicate): Question[] {
  if ('all' in predicate) return predicate.all.flatMap(questionsOf);
  if ('any' in predicate) return predicate.any.flatMap(questionsOf);
  return 'not' in predicate ? questionsOf(predicate.not) : [predicate];
}
