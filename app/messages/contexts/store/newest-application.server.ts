import type { ShopClient } from '#app/platform/db.server.ts';

/** The wholesale application that was sent last under an address; null when there is none. */
export async function findNewestApplication(
  client: ShopClient,
  shopId: string,
  email: string,
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select id from application where shop_id = $1 and email = $2 order by submitted_at desc, id limit 1`,
    [shopId, email],
  );
  return rows[0]?.id ?? null;
}
