import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { lockShop } from '#app/shopify/store/lock-shop.server.ts';
import type { NewcomerRole, Role } from './roles.ts';
import { decideRole, type RoleChangeOutcome } from './staff-view.ts';
import type { NewcomerOutcome } from './change-role.ts';
import { findRole, replaceNewcomerRole, saveRole } from './store/change-role.server.ts';

export type RoleChangeRequest = { staffId: string; from: Role; to: Role; by: string; now: number };

/** Changes what a member of staff may do, and writes down who did it. */
export async function changeRole(
  client: ShopClient,
  shopId: string,
  { staffId, from, to, by, now }: RoleChangeRequest,
): Promise<RoleChangeOutcome> {
  // Two owners who step down at once must not both find the other one.
  await lockShop(client, shopId);
  const known = await findRole(client, shopId, staffId);
  const decided = decideRole({ ...known, from, to });
  if (decided.outcome !== 'changed') return decided;
  await saveRole(client, shopId, staffId, to, by, now);
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
  if (!(await replaceNewcomerRole(client, shopId, from, to))) return { outcome: 'conflict' };
  const entry = { actor: by, action: 'staff.newcomers_changed', subject: 'staff' };
  const change = { before: { role: from }, after: { role: to } };
  await recordAudit(client, shopId, { ...entry, ...change }, now);
  return { outcome: 'newcomers_changed', from, to };
}
