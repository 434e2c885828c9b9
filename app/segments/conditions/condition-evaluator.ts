import type { ScoreModel } from '#app/scoring/model.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';

/** What conditions are about, in the words of the shop: titles instead of ids. Null where a thing is gone. */
export type Names = {
  segment?(key: string): string | null;
  product?(id: string): string | null;
  collection?(id: string): string | null;
};

/** Collects the parameters of an SQL statement. */
export type SqlBuilder = {
  /** The moment of evaluation, epoch milliseconds. */
  at: number;
  model: ScoreModel;
  /**
   * Takes a value along as a parameter and gives its name, such as `$3::text`. Nothing that a person wrote ever
   * becomes part of a statement.
   */
  value(value: number, type: 'float8'): string;
  value(value: string, type: 'text'): string;
  value(value: readonly string[], type: 'text[]'): string;
  value(value: readonly (number | null)[], type: 'float8[]'): string;
  /** A column of what is predicted of the person. */
  predicted(
    column: 'alive' | 'again' | 'orders' | 'spend_minor' | 'currency' | 'next_order_at',
  ): string;
};

/** What a condition read of a person: a number, a text, a moment (epoch ms) or whether something is so; null: not known. */
export type FactValue = string | number | boolean | null;

/** Characters kept of a text that was read, and of what it is called. */
export const READ_LENGTH = 255;

/** What conditions read, by what it is about: `orders`, `last_order`, `tags have any of vip`. */
export type ReadFacts = Record<string, FactValue>;

/** A condition made ready, in memory, in SQL and in words. One that makes no sense has none. */
export type ConditionEvaluator = {
  /** @param at epoch milliseconds */
  matches(facts: SegmentFacts, at: number): boolean;
  /** What `matches` looks at, as it is at that moment, so that its answer can be explained and given again. */
  read(facts: SegmentFacts, at: number): ReadFacts;
  /**
   * The answer of `matches` out of the values that `read` gave, in their order; null when they are not enough.
   * @param at when they were read, epoch milliseconds
   */
  answer(values: readonly FactValue[], at: number): boolean | null;
  /** The first millisecond after `at` at which the result may change by time alone, or null; never too late. */
  nextMoment(facts: SegmentFacts, at: number): number | null;
  /** The same result as an expression over a row `f` of profile_fact; true or false, never null. */
  sql(sql: SqlBuilder): string;
  words(names: Names): string;
};

/** The earlier of two moments that may never come. */
export function sooner(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
