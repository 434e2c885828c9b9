import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { roleOnAdmission } from './admission.ts';
import {
  findStaff,
  lockStaffOfShop,
  saveAdmission,
  saveLastSeen,
  staffSinceInstallation,
  type AdmittedStaff,
} from './store/admit-staff.server.ts';

/** How precise "last seen" is: a page polls every two seconds. */
const SEEN_MS = 5 * MINUTE;

/**
 * Lets a member of staff in and says what they may do. Who comes for the first time is written down with the
 * role that newcomers get, and who is first after an installation becomes its owner.
 * @param staffId Shopify's user id, from a session token that was checked
 * @param now epoch milliseconds
 */
export async function admitStaff(
  client: ShopClient,
  shopId: string,
  staffId: string,
  now: number,
): Promise<AdmittedStaff> {
  const member = await findStaff(client, shopId, staffId);
  if (member === null || member.isFirst) return await admitNewcomer(client, shopId, staffId, now);
  if (member.lastSeenAt < now - SEEN_MS) await saveLastSeen(client, shopId, staffId, now);
  return { role: member.role, describedAt: member.describedAt };
}

/** Two who come at the same moment must not both be first: the shop's row lets one in after the other. */
async function admitNewcomer(
  client: ShopClient,
  shopId: string,
  staffId: string,
  now: number,
): Promise<AdmittedStaff> {
  const shop = await lockStaffOfShop(client, shopId);
  if (shop === null)
    throw new Error(`Shop ${shopId} is gone while a member of its staff opens the app.`);
  const { installedAt, newcomerRole } = shop;
  const known = await staffSinceInstallation(client, shopId, staffId, installedAt);
  const before = known.find(({ isSelf }) => isSelf)?.role ?? null;
  const isFirst = known.every(({ isNew }) => !isNew);
  const role = roleOnAdmission({ known: before, isFirst, newcomerRole });
  // An owner of a moment ago must count as here, whatever the clocks of two processes say.
  const seenAt = Math.max(now, installedAt);
  const member = await saveAdmission(client, shopId, staffId, role, seenAt);
  if (member === null) throw new Error(`Staff member ${staffId} was not written down.`);
  if (before !== role) {
    const change = { before: before === null ? null : { role: before }, after: { role } };
    const entry = { actor: 'system', action: 'staff.joined', subject: `staff:${staffId}` };
    await recordAudit(client, shopId, { ...entry, ...change }, now);
  }
  return member;
}
