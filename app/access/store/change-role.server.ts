import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { NewcomerRole, Role } from '../roles.ts';
import { decideRole, type RoleChangeOutcome } from '../staff-view.ts';
import type { NewcomerOutcome } from './change-role.ts';

export type RoleChangeRequest = { staffId: string; from: Role; to: Role; by: string; now: number };

/** Changes what a member of staff may do, and writes down who did it. */
export async function changeRole(
  client: ShopClient,
  shopId: string,
  { staffId, from, to, by, now }: RoleChangeRequest,
): Promise<RoleChangeOutcome> {
  // Two owners who step down at once must not both find the other one.
  await client.query('select from shop where id = $1 for no key update', [shopId]);
  const { rows } = await client.query<{ current: Role | null; otherOwners: number }>(
    `select (select role from staff_member where shop_id = $1 and staff_id = $2) as current,
            (select count(*) from staff_member where shop_id = $1 and staff_id <> $2 and role = 'owner')
              as "otherOwners"`,
    [shopId, staffId],
  );
  const [known] = rows;
  if (!known) throw new Error('PostgreSQL gave no row for a select without a table.');
  const decided = decideRole({ ...known, from, to });
  if (decided.outcome !== 'changed') return decided;
  await client.query(
    `update staff_member set role = $3, changed_by = $4, changed_at = $5
      where shop_id = $1 and staff_id = $2`,
    [shopId, staffId, to, by, new Date(now)],
  );
  const entry = { actor: by, action: 'staff.role_changed', subject: `staff:${staffId}` };
  const change = { before: { role: from }, after: { role: to } };
  await recordAudit(client, shopId, { ...entry, ...change }, now);
  return decided;
}

/** Changes what members of staff may do who open the app for the first time from now on. */
export async function changeNewcomerRole(
  client: ShopClient,
  shopId: string,
  { from, to, by, now }: { from: NewcomerRole; to: NewcomerRole; by: string; now: number },
): Promise<NewcomerOutcome> {
  const { rowCount } = await client.query(
    'update shop set newcomer_role = $3 where id = $1 and newcomer_role = $2',
    [shopId, from, to],
  );
  if (rowCount === 0) return { outcome: 'conflict' };
  const entry = { actor: by, action: 'staff.newcomers_changed', subject: 'staff' };
  const change = { before: { role: from }, after: { role: to } };
  await recordAudit(client, shopId, { ...entry, ...change }, now);
  return { outcome: 'newcomers_changed', from, to };
}
