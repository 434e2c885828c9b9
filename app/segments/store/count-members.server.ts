import type { ShopClient } from '#app/platform/db.server.ts';
import type { Member } from '#app/segments/count-members.ts';
import type { MemberQuery } from '#app/segments/compile/member-query.ts';

/** How many people a query finds. */
export async function countFound(
  client: ShopClient,
  { from, values }: MemberQuery,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*) ${from}`, values);
  return rows[0]?.count ?? 0;
}

/**
 * Some of the people whom a query finds: those seen last, the newest first.
 * @param limit how many at most
 */
export async function sampleFound(
  client: ShopClient,
  { from, values }: MemberQuery,
  limit: number,
): Promise<Member[]> {
  const { rows } = await client.query<Member>(
    `select profile.id, profile.name, profile.email, profile.grade, profile.score, profile.band, profile.stage
     from (select f.profile_id, f.last_seen ${from}
       order by f.last_seen desc nulls last, f.profile_id limit $${String(values.length + 1)}) as member
     join profile on profile.shop_id = $1 and profile.id = member.profile_id
     order by member.last_seen desc nulls last, member.profile_id`,
    [...values, limit],
  );
  return rows;
}
