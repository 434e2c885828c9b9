import type { SegmentFacts } from './facts.ts';
import type { Meaning, SqlPen } from './meaning.ts';
import { isNumberField, NUMBERS } from './number-fields.ts';
import type { KnownQuestion } from './predicate.ts';
import { isListField, isTextField, LISTS, TEXTS } from './text-fields.ts';
import { isTimeField, TIMES } from './time-fields.ts';

/** What a question means that asks whether anything is known at all. */
export function knownMeaning({ field, is }: KnownQuestion): Meaning | null {
  const reader = readerOf(field);
  if (reader === null) return null;
  const wanted = is === 'known';
  return {
    answer: (facts, at) => reader.known(facts, at) === wanted,
    nextMoment: () => null,
    sql: (pen) => `${wanted ? '' : 'not '}(${reader.sql(pen)})`,
    words: () => `${reader.words} ${is}`,
  };
}

type Reader = {
  words: string;
  known(facts: SegmentFacts, at: number): boolean;
  sql(pen: SqlPen): string;
};

function readerOf(field: string): Reader | null {
  if (isListField(field)) {
    const list = LISTS[field];
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
      sql: (pen) => `${fact.sql(pen)} is not null`,
    }
  );
}

function factOf(field: string) {
  if (isNumberField(field)) return NUMBERS[field];
  if (isTextField(field)) return TEXTS[field];
  return isTimeField(field) ? TIMES[field] : null;
}
