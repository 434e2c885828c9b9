import type { ShopClient } from '#app/platform/db.server.ts';
import type { Role } from '../roles.ts';

/** More of the staff are not written to. */
const MOST_ALERTED = 5;

/**
 * Ids of the staff with some roles whose email address is known and who were seen since a moment: of others it is not known
 * whether they still work for the shop. Those who were seen last come first.
 * @param since epoch milliseconds
 */
export async function listAlertedStaff(
  client: ShopClient,
  shopId: string,
  roles: readonly Role[],
  since: number,
): Promise<string[]> {
  const { rows } = await client.query<{ staffId: string }>(
    `select staff_id as "staffId" from staff_member
      where shop_id = $1 and role = any($2) and email is not null and last_seen_at >= $3
      order by last_seen_at desc, staff_id limit $4`,
    [shopId, roles, new Date(since), MOST_ALERTED],
  );
  return rows.map(({ staffId }) => staffId);
}

/** The role of a member of staff; null when they are not known. */
export async function findStaffRole(
  client: ShopClient,
  shopId: string,
  staffId: string,
): Promise<Role | null> {
  const { rows } = await client.query<{ role: Role }>(
    'select role from staff_member where shop_id = $1 and staff_id = $2',
    [shopId, staffId],
  );
  return rows[0]?.role ?? null;
}
