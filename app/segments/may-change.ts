import type { PredicateField, Predicate, Condition } from './predicate.ts';
import type { TimeField } from './fields/time-fields.ts';
import { conditionsOf } from './conditions/conditions-of.ts';

/** A person of whom something is known that has a future date. */
const SEEN_IN_FUTURE: Predicate = { field: 'last_seen', is: 'coming', days: 36_500 };
const ALL_PEOPLE: Predicate = { all: [] };
const FADING: ReadonlySet<PredicateField> = new Set(['intent', 'score', 'grade', 'band']);

/**
 * A predicate that holds for all people for whom another may change by time alone, and for as few others
 * as can be known without looking at each: whose moment still lies within the window, say.
 * @param predicate without references to others
 * @returns null when time changes nothing for any person
 */
export function mayChange(predicate: Predicate): Predicate | null {
  const parts = conditionsOf(predicate).flatMap((condition) => changingOf(condition) ?? []);
  return parts.length === 0 ? null : { any: [...parts, SEEN_IN_FUTURE] };
}

function changingOf(condition: Condition): Predicate | null {
  if ('signal' in condition) {
    const { signal, days } = condition;
    return { signal, is: 'at_least', times: 1, days };
  }
  if ('interest' in condition) return { ...condition, is: 'within' };
  if ('segment' in condition) return null;
  if (FADING.has(condition.field))
    return condition.is === 'known' || condition.is === 'unknown' ? null : ALL_PEOPLE;
  switch (condition.is) {
    case 'within':
    case 'before':
      return notBefore(condition.field, condition.days);
    case 'days_ago':
      return notBefore(condition.field, condition.most);
    case 'coming':
      return notBefore(condition.field, 0);
    default:
      return null;
  }
}

/** Whose moment lies less than so many days back, or ahead. */
function notBefore(field: TimeField, days: number): Predicate {
  return { all: [{ field, is: 'known' }, { not: { field, is: 'before', days } }] };
}
