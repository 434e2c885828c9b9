import type { ShopClient } from '#app/platform/db.server.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import type { Member } from './count-members.ts';
import type { Predicate } from './predicate.ts';
import { resolveReferences, type References } from './resolve-references.ts';
import { toSql } from './compile/to-sql.ts';

/** What a predicate is evaluated with: how the shop scores people, and what predicates refer to. */
export type QueryContext = References & { model: ScoreModel };

/**
 * How many people match a predicate, exactly.
 * @param now the moment asked about, epoch milliseconds
 */
export async function countMembers(
  client: ShopClient,
  shopId: string,
  predicate: Predicate,
  context: QueryContext,
  now: number,
): Promise<number> {
  const { from, values } = memberQuery(shopId, predicate, context, now);
  await disableJit(client);
  const { rows } = await client.query<{ count: number }>(`select count(*) ${from}`, values);
  return rows[0]?.count ?? 0;
}

/**
 * Some of the people who match a predicate: those seen last, the newest first.
 * @param limit how many at most
 */
export async function sampleMembers(
  client: ShopClient,
  shopId: string,
  predicate: Predicate,
  context: QueryContext,
  now: number,
  limit: number,
): Promise<Member[]> {
  const { from, values } = memberQuery(shopId, predicate, context, now);
  values.push(limit);
  await disableJit(client);
  const { rows } = await client.query<Member>(
    `select profile.id, profile.name, profile.email, profile.grade, profile.score, profile.band, profile.stage
     from (select f.profile_id, f.last_seen ${from}
       order by f.last_seen desc nulls last, f.profile_id limit $${String(values.length)}) as member
     join profile on profile.shop_id = $1 and profile.id = member.profile_id
     order by member.last_seen desc nulls last, member.profile_id`,
    values,
  );
  return rows;
}

function memberQuery(
  shopId: string,
  predicate: Predicate,
  context: QueryContext,
  now: number,
): { from: string; values: unknown[] } {
  const values: unknown[] = [shopId];
  const resolved = resolveReferences(predicate, context);
  const { sql, predicted } = toSql(resolved, context.model, now, values);
  const prediction = predicted
    ? 'left join prediction p on p.shop_id = f.shop_id and p.profile_id = f.profile_id'
    : '';
  return { from: `from profile_fact f ${prediction} where f.shop_id = $1 and (${sql})`, values };
}

/** To compile a statement for one count takes longer than to count. */
async function disableJit(client: ShopClient): Promise<void> {
  await client.query('set local jit = off');
}
