import type { ScoreModel } from '#app/scoring/model.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { resolveReferences, type References } from '#app/segments/resolve-references.ts';
import { toSql } from './to-sql.ts';

/** What a predicate is evaluated with: how the shop scores people, and what predicates refer to. */
export type QueryContext = References & { model: ScoreModel };

/** The rows `f` of profile_fact of those who match a predicate, from `from` on, with the statement's parameters. */
export type MemberQuery = { from: string; values: unknown[] };

/**
 * Compiles who matches a predicate.
 * @param now the moment asked about, epoch milliseconds
 */
export function memberQuery(
  shopId: string,
  predicate: Predicate,
  context: QueryContext,
  now: number,
): MemberQuery {
  const values: unknown[] = [shopId];
  const resolved = resolveReferences(predicate, context);
  const { sql, predicted } = toSql(resolved, context.model, now, values);
  const prediction = predicted
    ? 'left join prediction p on p.shop_id = f.shop_id and p.profile_id = f.profile_id'
    : '';
  return { from: `from profile_fact f ${prediction} where f.shop_id = $1 and (${sql})`, values };
}
