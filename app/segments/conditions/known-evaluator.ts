import type { SegmentFacts } from '#app/segments/facts.ts';
import { isNumberField, NUMBER_FIELDS } from '#app/segments/fields/number-fields.ts';
import type { KnownCondition } from '#app/segments/predicate.ts';
import {
  isListField,
  isTextField,
  LIST_FIELDS,
  TEXT_FIELDS,
} from '#app/segments/fields/text-fields.ts';
import { isTimeField, TIME_FIELDS } from '#app/segments/fields/time-fields.ts';
import type { ConditionEvaluator, SqlBuilder } from './condition-evaluator.ts';

/** The evaluator of a condition on whether anything is known at all. */
export function knownEvaluator({ field, is }: KnownCondition): ConditionEvaluator | null {
  const reader = readerOf(field);
  if (reader === null) return null;
  const wanted = is === 'known';
  return {
    matches: (facts, at) => reader.known(facts, at) === wanted,
    read: (facts, at) => ({ [`${field} is known`]: reader.known(facts, at) }),
    answer: ([known]) => (typeof known === 'boolean' ? known === wanted : null),
    nextMoment: () => null,
    sql: (sql) => `${wanted ? '' : 'not '}(${reader.sql(sql)})`,
    words: () => `${reader.words} ${is}`,
  };
}

type FieldReader = {
  words: string;
  known(facts: SegmentFacts, at: number): boolean;
  sql(sql: SqlBuilder): string;
};

function readerOf(field: string): FieldReader | null {
  if (isListField(field)) {
    const list = LIST_FIELDS[field];
    return {
      words: list.words,
      known: ({ profile }) => list.read(profile).length > 0,
      sql: () => `cardinality(${list.sql}) > 0`,
    };
  }
  const fact = factOf(field);
  return (
    fact && {
      words: fact.words,
      known: (facts, at) => fact.read(facts, at) !== null,
      sql: (sql) => `${fact.sql(sql)} is not null`,
    }
  );
}

function factOf(field: string) {
  if (isNumberField(field)) return NUMBER_FIELDS[field];
  if (isTextField(field)) return TEXT_FIELDS[field];
  return isTimeField(field) ? TIME_FIELDS[field] : null;
}
