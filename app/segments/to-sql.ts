import type { ScoreModel } from '#app/scoring/model.ts';
import type { SqlPen } from './meaning.ts';
import type { Predicate } from './predicate.ts';
import { meaningOf } from './question-meaning.ts';

/** A condition for a statement over profile_fact, called `f` in it. */
export type Condition = {
  /** True, false, or null where the question makes no sense. */
  sql: string;
  /** Whether it reads what is predicted, a row `p` of prediction that may be missing. */
  predicted: boolean;
};

/**
 * A question as a condition in SQL: a row is answered as `evaluate` answers the person it is about.
 * @param predicate without references to other segments or collections: see `resolveReferences`
 * @param at the moment asked about, epoch milliseconds
 * @param values the parameters of the statement, the first of them the shop's id; those of the condition are added
 */
export function toSql(
  predicate: Predicate,
  model: ScoreModel,
  at: number,
  values: unknown[],
): Condition {
  let predicted = false;
  const pen: SqlPen = {
    at,
    model,
    value(value: unknown, type: string) {
      values.push(value);
      return `$${String(values.length)}::${type}`;
    },
    predicted(column) {
      predicted = true;
      return `p.${column}`;
    },
  };
  const sql = written(predicate, pen);
  return { sql, predicted };
}

function written(predicate: Predicate, pen: SqlPen): string {
  // The database knows yes, no and null as `answer` does, and joins them in the same way.
  if ('all' in predicate) return joined(predicate.all, ' and ', 'true', pen);
  if ('any' in predicate) return joined(predicate.any, ' or ', 'false', pen);
  if ('not' in predicate) return `not (${written(predicate.not, pen)})`;
  return meaningOf(predicate)?.sql(pen) ?? 'null::boolean';
}

function joined(predicates: Predicate[], word: string, none: string, pen: SqlPen): string {
  if (predicates.length === 0) return none;
  return predicates.map((each) => `(${written(each, pen)})`).join(word);
}
