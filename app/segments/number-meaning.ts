import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { isCurrency } from '#app/lib/money.ts';
import type { SegmentFacts } from './facts.ts';
import type { Meaning, SqlPen } from './meaning.ts';
import { sooner } from './meaning.ts';
import { NUMBERS, type NumberFact } from './number-fields.ts';
import type { Comparison, NumberQuestion } from './predicate.ts';

/** What each comparison means. */
export const COMPARISONS: Record<
  Comparison,
  { holds(known: number, value: number): boolean; sql: string; words: string }
> = {
  at_least: { holds: (known, value) => known >= value, sql: '>=', words: 'at least' },
  at_most: { holds: (known, value) => known <= value, sql: '<=', words: 'at most' },
  more_than: { holds: (known, value) => known > value, sql: '>', words: 'more than' },
  fewer_than: { holds: (known, value) => known < value, sql: '<', words: 'fewer than' },
  equal: { holds: (known, value) => known === value, sql: '=', words: 'exactly' },
  not_equal: { holds: (known, value) => known !== value, sql: '<>', words: 'other than' },
};

type Amount = { is: Comparison; value: number } | { is: 'between'; least: number; most: number };

/** A comparison with one number, or with both ends of a range, made ready; null when it makes no sense. */
export function amountMeaning(question: Amount): {
  holds(known: number): boolean;
  /** The numbers at which the answer may change. */
  edges: number[];
  sql(known: string, pen: SqlPen): string;
  words(write: (value: number) => string): string;
} | null {
  if (question.is === 'between') {
    const { least, most } = question;
    if (!Number.isFinite(least) || !Number.isFinite(most) || least > most) return null;
    return {
      holds: (known) => known >= least && known <= most,
      edges: [least, most],
      sql: (known, pen) =>
        `${known} between ${pen.value(least, 'float8')} and ${pen.value(most, 'float8')}`,
      words: (write) => `between ${write(least)} and ${write(most)}`,
    };
  }
  const { is, value } = question;
  if (!Object.hasOwn(COMPARISONS, is) || !Number.isFinite(value)) return null;
  const comparison = COMPARISONS[is];
  return {
    holds: (known) => comparison.holds(known, value),
    edges: [value],
    sql: (known, pen) => `${known} ${comparison.sql} ${pen.value(value, 'float8')}`,
    words: (write) => `${comparison.words} ${write(value)}`,
  };
}

/** What a question about a number means. */
export function numberMeaning(question: NumberQuestion): Meaning | null {
  const fact = NUMBERS[question.field];
  const { currency } = question;
  const amount = amountMeaning(question);
  const reader = readerOf(fact, currency);
  if (amount === null || reader === null) return null;
  const { fades } = fact;
  return {
    answer(facts, at) {
      const known = reader.read(facts, at);
      return known !== null && amount.holds(known);
    },
    nextMoment(facts, at) {
      let next: number | null = null;
      if (fades === undefined) return null;
      for (const edge of amount.edges) next = sooner(next, facts.nextCrossing(fades, edge, at));
      return next;
    },
    sql: (pen) => `coalesce(${amount.sql(reader.sql(pen), pen)}, false)`,
    words: () => `${fact.words} ${amount.words((value) => written(value, fact, currency))}`,
  };
}

type Reader = {
  read(facts: SegmentFacts, at: number): number | null;
  sql(pen: SqlPen): string;
};

function readerOf(fact: NumberFact, currency: string | undefined): Reader | null {
  if (currency === undefined) return fact;
  const { in: inOne } = fact;
  if (inOne === undefined || !isCurrency(currency)) return null;
  return {
    read: (facts) => inOne.read(facts, currency),
    sql: (pen) => inOne.sql(pen, currency),
  };
}

function written(value: number, { unit }: NumberFact, currency: string | undefined): string {
  if (currency !== undefined) return formatMoney(value, currency);
  return unit === 'money' ? `${formatNumber(value)} in the smallest unit` : formatNumber(value);
}
