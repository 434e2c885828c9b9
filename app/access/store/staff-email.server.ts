import type { ShopClient } from '#app/platform/db.server.ts';

/** The email address of a member of staff, as Shopify gave it; null when it is not known. */
export async function findStaffEmail(
  client: ShopClient,
  shopId: string,
  staffId: string,
): Promise<string | null> {
  const { rows } = await client.query<{ email: string | null }>(
    'select email from staff_member where shop_id = $1 and staff_id = $2',
    [shopId, staffId],
  );
  return rows[0]?.email ?? null;
}
