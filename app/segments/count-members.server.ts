import type { ShopClient } from '#app/platform/db.server.ts';
import { runUncompiled } from '#app/platform/transaction-settings.server.ts';
import { memberQuery, type QueryContext } from './compile/member-query.ts';
import type { Member } from './count-members.ts';
import type { Predicate } from './predicate.ts';
import { countFound, sampleFound } from './store/count-members.server.ts';

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
  const query = memberQuery(shopId, predicate, context, now);
  await runUncompiled(client);
  return await countFound(client, query);
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
  const query = memberQuery(shopId, predicate, context, now);
  await runUncompiled(client);
  return await sampleFound(client, query, limit);
}
