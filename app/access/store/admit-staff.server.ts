import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { roleOnAdmission } from '../admission.ts';
import type { Role } from '../roles.ts';

/** How precise "last seen" is: a page polls every two seconds. */
const SEEN_MS = 5 * MINUTE;

type StaffRow = {
  role: Role;
  lastSeenAt: number;
  describedAt: number | null;
  isFirst: boolean;
};

export type AdmittedStaff = {
  role: Role;
  /** When Shopify last said who they are, epoch milliseconds; null: it did not yet. */
  describedAt: number | null;
};

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
  const row = await findStaff(client, shopId, staffId);
  if (row === undefined || row.isFirst) return await admitNewcomer(client, shopId, staffId, now);
  if (row.lastSeenAt < now - SEEN_MS) {
    await client.query(
      'update staff_member set last_seen_at = greatest(last_seen_at, $3) where shop_id = $1 and staff_id = $2',
      [shopId, staffId, new Date(now)],
    );
  }
  return { role: row.role, describedAt: row.describedAt };
}

async function findStaff(
  client: ShopClient,
  shopId: string,
  staffId: string,
): Promise<StaffRow | undefined> {
  // A staff member seen since the installation is not the first; only for others is the table read.
  const { rows } = await client.query<StaffRow>(
    `select role, last_seen_at as "lastSeenAt", described_at as "describedAt",
            last_seen_at < shop.installed_at and not exists (
              select from staff_member as other
               where other.shop_id = $1 and other.last_seen_at >= shop.installed_at) as "isFirst"
       from staff_member join shop on shop.id = $1
      where staff_member.shop_id = $1 and staff_id = $2`,
    [shopId, staffId],
  );
  return rows[0];
}

/** Two who come at the same moment must not both be first: the shop's row lets one in after the other. */
async function admitNewcomer(
  client: ShopClient,
  shopId: string,
  staffId: string,
  now: number,
): Promise<AdmittedStaff> {
  const { rows } = await client.query<{ newcomerRole: Role; installedAt: number }>(
    `select newcomer_role as "newcomerRole", installed_at as "installedAt" from shop
      where id = $1 for no key update`,
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is gone while a member of its staff opens the app.`);
  const known = await client.query<{ role: Role; isSelf: boolean; isNew: boolean }>(
    `select role, staff_id = $2 as "isSelf", last_seen_at >= $3 as "isNew" from staff_member
      where shop_id = $1 and (staff_id = $2 or last_seen_at >= $3) order by staff_id = $2 desc limit 2`,
    [shopId, staffId, new Date(shop.installedAt)],
  );
  const before = known.rows.find(({ isSelf }) => isSelf)?.role ?? null;
  const isFirst = known.rows.every(({ isNew }) => !isNew);
  const role = roleOnAdmission({ known: before, isFirst, newcomerRole: shop.newcomerRole });
  const { rows: saved } = await client.query<AdmittedStaff>(
    `insert into staff_member (shop_id, staff_id, role, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $4)
     on conflict (shop_id, staff_id) do update set role = excluded.role, last_seen_at = excluded.last_seen_at
     returning role, described_at as "describedAt"`,
    // An owner of a moment ago must count as here, whatever the clocks of two processes say.
    [shopId, staffId, role, new Date(Math.max(now, shop.installedAt))],
  );
  const [member] = saved;
  if (!member) throw new Error(`Staff member ${staffId} was not written down.`);
  if (before !== role) {
    const change = { before: before === null ? null : { role: before }, after: { role } };
    const entry = { actor: 'system', action: 'staff.joined', subject: `staff:${staffId}` };
    await recordAudit(client, shopId, { ...entry, ...change }, now);
  }
  return member;
}
