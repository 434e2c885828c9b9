import type { ShopClient } from '#app/platform/db.server.ts';
import type { NewcomerRole, Role } from '../roles.ts';

/** The role of a member of staff, null of an unknown one, and how many others are owners. */
export async function findRole(
  client: ShopClient,
  shopId: string,
  staffId: string,
): Promise<{ current: Role | null; otherOwners: number }> {
  const { rows } = await client.query<{ current: Role | null; otherOwners: number }>(
    `select (select role from staff_member where shop_id = $1 and staff_id = $2) as current,
            (select count(*) from staff_member where shop_id = $1 and staff_id <> $2 and role = 'owner')
              as "otherOwners"`,
    [shopId, staffId],
  );
  const [known] = rows;
  if (!known) throw new Error('PostgreSQL gave no row for a select without a table.');
  return known;
}

/**
 * @param by who changes it
 * @param now epoch milliseconds
 */
export async function saveRole(
  client: ShopClient,
  shopId: string,
  staffId: string,
  role: Role,
  by: string,
  now: number,
): Promise<void> {
  await client.query(
    `update staff_member set role = $3, changed_by = $4, changed_at = $5
      where shop_id = $1 and staff_id = $2`,
    [shopId, staffId, role, by, new Date(now)],
  );
}

/** @returns false where the role of newcomers is not `from` any more */
export async function replaceNewcomerRole(
  client: ShopClient,
  shopId: string,
  from: NewcomerRole,
  to: NewcomerRole,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'update shop set newcomer_role = $3 where id = $1 and newcomer_role = $2',
    [shopId, from, to],
  );
  return rowCount !== 0;
}
