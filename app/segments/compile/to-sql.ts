import type { ScoreModel } from '#app/scoring/model.ts';
import type { SqlBuilder } from '#app/segments/conditions/condition-evaluator.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { evaluatorOf } from '#app/segments/conditions/evaluator-of.ts';

/** A condition for a statement over profile_fact, called `f` in it. */
export type SqlCondition = {
  /** True, false, or null where the predicate makes no sense. */
  sql: string;
  /** Whether it reads what is predicted, a row `p` of prediction that may be missing. */
  predicted: boolean;
};

/**
 * A predicate as a condition in SQL: it gives for a row what `evaluate` gives for the person it is about.
 * @param predicate without references to other segments or collections: see `resolveReferences`
 * @param at the moment of evaluation, epoch milliseconds
 * @param values the parameters of the statement, the first of them the shop's id; those of the condition are added
 */
export function toSql(
  predicate: Predicate,
  model: ScoreModel,
  at: number,
  values: unknown[],
): SqlCondition {
  let predicted = false;
  const builder: SqlBuilder = {
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
  const sql = writeSql(predicate, builder);
  return { sql, predicted };
}

function writeSql(predicate: Predicate, builder: SqlBuilder): string {
  // The database knows true, false and null as `truthValueOf` does, and combines them in the same way.
  if ('all' in predicate) return joinSql(predicate.all, ' and ', 'true', builder);
  if ('any' in predicate) return joinSql(predicate.any, ' or ', 'false', builder);
  if ('not' in predicate) return `not (${writeSql(predicate.not, builder)})`;
  return evaluatorOf(predicate)?.sql(builder) ?? 'null::boolean';
}

function joinSql(predicates: Predicate[], word: string, none: string, builder: SqlBuilder): string {
  if (predicates.length === 0) return none;
  return predicates.map((each) => `(${writeSql(each, builder)})`).join(word);
}
