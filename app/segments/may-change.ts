import type { Field, Predicate, Question, TimeField } from './predicate.ts';
import { questionsOf } from './questions-of.ts';

/** Somebody of whom something is known that is dated in time to come. */
const DATED_AHEAD: Predicate = { field: 'last_seen', is: 'coming', days: 36_500 };
const EVERYBODY: Predicate = { all: [] };
const FADING: ReadonlySet<Field> = new Set(['intent', 'score', 'grade', 'band']);

/**
 * A question that is answered yes for all whose answer to another may change by time alone, and for as few others
 * as can be told without looking at each: whose moment still lies within the window, say.
 * @param predicate without references to others
 * @returns null when time changes nobody's answer
 */
export function mayChange(predicate: Predicate): Predicate | null {
  const parts = questionsOf(predicate).flatMap((question) => changingOf(question) ?? []);
  return parts.length === 0 ? null : { any: [...parts, DATED_AHEAD] };
}

function changingOf(question: Question): Predicate | null {
  if ('signal' in question) {
    const { signal, days } = question;
    return { signal, is: 'at_least', times: 1, days };
  }
  if ('interest' in question) return { ...question, is: 'within' };
  if ('segment' in question) return null;
  if (FADING.has(question.field))
    return question.is === 'known' || question.is === 'unknown' ? null : EVERYBODY;
  switch (question.is) {
    case 'within':
    case 'before':
      return notBefore(question.field, question.days);
    case 'days_ago':
      return notBefore(question.field, question.most);
    case 'coming':
      return notBefore(question.field, 0);
    default:
      return null;
  }
}

/** Whose moment lies less than so many days back, or ahead. */
function notBefore(field: TimeField, days: number): Predicate {
  return { all: [{ field, is: 'known' }, { not: { field, is: 'before', days } }] };
}
