import type { DateQuestion, Predicate, Question } from './predicate.ts';
import { isTooLarge } from './reference-problems.ts';
import { isShopifyKey } from './shopify-key.ts';

/** What questions of a shop refer to. */
export type References = {
  /** The question of each segment, by its key. */
  segments: ReadonlyMap<string, Predicate>;
  /** The products of each collection, by its id. */
  collections: ReadonlyMap<string, readonly string[]>;
  /** The shop's zone, by which days of the calendar are read; IANA. */
  timeZone: string;
};

/**
 * A question with what it refers to put in its place: other segments' questions, the products of collections as they
 * are now, and the shop's zone where it asks about days of the calendar. What does not exist, leads in a circle or
 * would be too much stays as it is and is answered null, so that no one is in by mistake.
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
  return resolvedQuestion(predicate, references, within);
}

/** Whether a question asks about days of the calendar. */
function asksCalendar(question: Question): question is DateQuestion {
  return (
    'field' in question &&
    (question.is === 'since' || question.is === 'until' || question.is === 'from_to')
  );
}

function resolvedQuestion(question: Question, references: References, within: string[]): Predicate {
  if ('segment' in question) {
    const { segment, is } = question;
    const other = references.segments.get(segment);
    if (other === undefined || within.includes(segment) || isShopifyKey(segment)) return question;
    const inner = resolved(other, references, [...within, segment]);
    switch (is) {
      case 'in':
        return inner;
      case 'not_in':
        return { not: inner };
      default:
        return question;
    }
  }
  if (asksCalendar(question)) return { ...question, zone: references.timeZone };
  if (!('interest' in question)) return question;
  const products = question.collections.map((id) => references.collections.get(id));
  // One collection that is gone leaves the question open, whatever the others hold.
  if (products.some((known) => known === undefined)) return question;
  return {
    ...question,
    products: [...new Set([...question.products, ...products.flatMap((known) => known ?? [])])],
    collections: [],
  };
}
