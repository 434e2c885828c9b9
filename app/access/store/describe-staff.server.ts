import type { ShopClient } from '#app/platform/db.server.ts';
import type { StaffDescription } from '#app/shopify/describe-staff.server.ts';
import { DESCRIBED_MS } from '../describe-staff.ts';

/**
 * Takes up asking: of the requests that a page makes at once only one does.
 * @returns whether it is the caller's turn
 */
export async function claimDescription(
  client: ShopClient,
  shopId: string,
  staffId: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update staff_member set described_at = $3
      where shop_id = $1 and staff_id = $2 and (described_at is null or described_at < $4)`,
    [shopId, staffId, new Date(now), new Date(now - DESCRIBED_MS)],
  );
  return rowCount === 1;
}

/** Stores who a staff member is, as Shopify says. */
export async function saveDescription(
  client: ShopClient,
  shopId: string,
  staffId: string,
  { name, email, isAccountOwner }: StaffDescription,
): Promise<void> {
  await client.query(
    `update staff_member set name = $3, email = $4, is_account_owner = $5
      where shop_id = $1 and staff_id = $2`,
    [shopId, staffId, name, email, isAccountOwner],
  );
}
