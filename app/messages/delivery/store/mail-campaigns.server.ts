import type { ShopClient } from '#app/platform/db.server.ts';

/** A campaign as far as its emails go by it; moments are epoch milliseconds. */
export type MailCampaignRow = {
  id: string;
  email: unknown;
  cancelledAt: number | null;
};

/** Campaigns by their ids; one that is gone is missing. */
export async function selectMailCampaigns(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<MailCampaignRow[]> {
  const { rows } = await client.query<MailCampaignRow>(
    `select id, email, cancelled_at as "cancelledAt" from campaign
      where shop_id = $1 and id = any($2::uuid[])`,
    [shopId, ids],
  );
  return rows;
}
