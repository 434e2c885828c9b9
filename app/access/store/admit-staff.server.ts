import type { ShopClient } from '#app/platform/db.server.ts';
import type { NewcomerRole, Role } from '../roles.ts';

/** Times are epoch milliseconds. */
export type AdmittedStaff = {
  role: Role;
  /** When Shopify last said who they are; null: it did not yet. */
  describedAt: number | null;
};

type KnownStaff = AdmittedStaff & {
  lastSeenAt: number;
  /** Whether none of the staff has opened the app since its installation. */
  isFirst: boolean;
};

/** One member of staff; null who never opened the app. */
export async function findStaff(
  client: ShopClient,
  shopId: string,
  staffId: string,
): Promise<KnownStaff | null> {
  // A staff member seen since the installation is not the first; only for others is the table read.
  const { rows } = await client.query<KnownStaff>(
    `select role, last_seen_at as "lastSeenAt", described_at as "describedAt",
            last_seen_at < shop.installed_at and not exists (
              select from staff_member as other
               where other.shop_id = $1 and other.last_seen_at >= shop.installed_at) as "isFirst"
       from staff_member join shop on shop.id = $1
      where staff_member.shop_id = $1 and staff_id = $2`,
    [shopId, staffId],
  );
  return rows[0] ?? null;
}

/** @param now epoch milliseconds */
export async function saveLastSeen(
  client: ShopClient,
  shopId: string,
  staffId: string,
  now: number,
): Promise<void> {
  await client.query(
    'update staff_member set last_seen_at = greatest(last_seen_at, $3) where shop_id = $1 and staff_id = $2',
    [shopId, staffId, new Date(now)],
  );
}

/** Holds the shop's row, so that one newcomer is admitted after the other; null when the shop is gone. */
export async function lockStaffOfShop(
  client: ShopClient,
  shopId: string,
): Promise<{ newcomerRole: NewcomerRole; installedAt: number } | null> {
  const { rows } = await client.query<{ newcomerRole: NewcomerRole; installedAt: number }>(
    `select newcomer_role as "newcomerRole", installed_at as "installedAt" from shop
      where id = $1 for no key update`,
    [shopId],
  );
  return rows[0] ?? null;
}

/**
 * A member of staff, where known, and one other who was seen since the installation, where there is one.
 * @param installedAt epoch milliseconds
 */
export async function staffSinceInstallation(
  client: ShopClient,
  shopId: string,
  staffId: string,
  installedAt: number,
): Promise<{ role: Role; isSelf: boolean; isNew: boolean }[]> {
  const { rows } = await client.query<{ role: Role; isSelf: boolean; isNew: boolean }>(
    `select role, staff_id = $2 as "isSelf", last_seen_at >= $3 as "isNew" from staff_member
      where shop_id = $1 and (staff_id = $2 or last_seen_at >= $3) order by staff_id = $2 desc limit 2`,
    [shopId, staffId, new Date(installedAt)],
  );
  return rows;
}

/** @param seenAt epoch milliseconds */
export async function saveAdmission(
  client: ShopClient,
  shopId: string,
  staffId: string,
  role: Role,
  seenAt: number,
): Promise<AdmittedStaff | null> {
  const { rows } = await client.query<AdmittedStaff>(
    `insert into staff_member (shop_id, staff_id, role, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $4)
     on conflict (shop_id, staff_id) do update set role = excluded.role, last_seen_at = excluded.last_seen_at
     returning role, described_at as "describedAt"`,
    [shopId, staffId, role, new Date(seenAt)],
  );
  return rows[0] ?? null;
}
