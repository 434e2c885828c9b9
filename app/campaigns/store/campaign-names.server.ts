import type { ShopClient } from '#app/platform/db.server.ts';
import { MOST_CAMPAIGNS } from './campaigns.server.ts';

/** What the campaigns of a shop are called, by id, the newest first. */
export async function selectCampaignNames(
  client: ShopClient,
  shopId: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await client.query<{ id: string; name: string | null }>(
    `select id, content ->> 'name' as name from campaign where shop_id = $1 order by created_at desc, id limit $2`,
    [shopId, MOST_CAMPAIGNS],
  );
  return rows.map(({ id, name }) => ({ id, name: name ?? id }));
}
