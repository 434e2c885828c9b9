import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { isCurrency } from '#app/lib/money.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import { NUMBER_FIELDS, type NumberFact } from '#app/segments/fields/number-fields.ts';
import type { NumberComparison, NumberCondition } from '#app/segments/predicate.ts';
import { type ConditionEvaluator, type SqlBuilder, sooner } from './condition-evaluator.ts';

/** What each comparison means. */
export const COMPARISONS: Record<
  NumberComparison,
  { holds(known: number, value: number): boolean; sql: string; words: string }
> = {
  at_least: { holds: (known, value) => known >= value, sql: '>=', words: 'at least' },
  at_most: { holds: (known, value) => known <= value, sql: '<=', words: 'at most' },
  more_than: { holds: (known, value) => known > value, sql: '>', words: 'more than' },
  fewer_than: { holds: (known, value) => known < value, sql: '<', words: 'fewer than' },
  equal: { holds: (known, value) => known === value, sql: '=', words: 'exactly' },
  not_equal: { holds: (known, value) => known !== value, sql: '<>', words: 'other than' },
};

type Amount =
  { is: NumberComparison; value: number } | { is: 'between'; least: number; most: number };

/** A comparison with one number, or with both ends of a range, made ready; null when it makes no sense. */
export function amountComparison(condition: Amount): {
  holds(known: number): boolean;
  /** The numbers at which the result may change. */
  edges: number[];
  sql(known: string, sql: SqlBuilder): string;
  words(write: (value: number) => string): string;
} | null {
  if (condition.is === 'between') {
    const { least, most } = condition;
    if (!Number.isFinite(least) || !Number.isFinite(most) || least > most) return null;
    return {
      holds: (known) => known >= least && known <= most,
      edges: [least, most],
      sql: (known, sql) =>
        `${known} between ${sql.value(least, 'float8')} and ${sql.value(most, 'float8')}`,
      words: (write) => `between ${write(least)} and ${write(most)}`,
    };
  }
  const { is, value } = condition;
  if (!Object.hasOwn(COMPARISONS, is) || !Number.isFinite(value)) return null;
  const comparison = COMPARISONS[is];
  return {
    holds: (known) => comparison.holds(known, value),
    edges: [value],
    sql: (known, sql) => `${known} ${comparison.sql} ${sql.value(value, 'float8')}`,
    words: (write) => `${comparison.words} ${write(value)}`,
  };
}

/** The evaluator of a condition on a number. */
export function numberEvaluator(condition: NumberCondition): ConditionEvaluator | null {
  const fact = NUMBER_FIELDS[condition.field];
  const { currency } = condition;
  const amount = amountComparison(condition);
  const reader = readerOf(fact, currency);
  if (amount === null || reader === null) return null;
  const { fades } = fact;
  return {
    matches(facts, at) {
      const known = reader.read(facts, at);
      return known !== null && amount.holds(known);
    },
    read: (facts, at) => ({
      [currency === undefined ? condition.field : `${condition.field} in ${currency}`]: reader.read(
        facts,
        at,
      ),
    }),
    answer([known = null]) {
      if (known === null) return false;
      return typeof known === 'number' ? amount.holds(known) : null;
    },
    nextMoment(facts, at) {
      let next: number | null = null;
      if (fades === undefined) return null;
      for (const edge of amount.edges) next = sooner(next, facts.nextCrossing(fades, edge, at));
      return next;
    },
    sql: (sql) => `coalesce(${amount.sql(reader.sql(sql), sql)}, false)`,
    words: () => `${fact.words} ${amount.words((value) => written(value, fact, currency))}`,
  };
}

type NumberReader = {
  read(facts: SegmentFacts, at: number): number | null;
  sql(sql: SqlBuilder): string;
};

function readerOf(fact: NumberFact, currency: string | undefined): NumberReader | null {
  if (currency === undefined) return fact;
  const { in: inOne } = fact;
  if (inOne === undefined || !isCurrency(currency)) return null;
  return {
    read: (facts) => inOne.read(facts, currency),
    sql: (sql) => inOne.sql(sql, currency),
  };
}

function written(value: number, { unit }: NumberFact, currency: string | undefined): string {
  if (currency !== undefined) return formatMoney(value, currency);
  return unit === 'money' ? `${formatNumber(value)} in the smallest unit` : formatNumber(value);
}
