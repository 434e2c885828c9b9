import type { ShopClient } from '#app/platform/db.server.ts';

const MOST = 5;

/** Who can give access: names of owners, or their ids where no name is known; those seen last first. */
export async function listOwners(client: ShopClient, shopId: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select coalesce(name, email, 'staff member ' || staff_id) as name from staff_member
      where shop_id = $1 and role = 'owner' order by last_seen_at desc, staff_id limit $2`,
    [shopId, MOST],
  );
  return rows.map(({ name }) => name);
}
