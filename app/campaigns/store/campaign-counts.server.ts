import type { CampaignFollowed } from '#app/campaigns/campaign.ts';
import type { CampaignEffectCount } from '#app/effects/campaign-effect-count.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Keeps what became of the emails of a campaign, counted in the same transaction.
 * @param isCompleted whether none of them waits any more; once it was so, it stays
 * @param now epoch milliseconds
 */
export async function saveCampaignCounts(
  client: ShopClient,
  shopId: string,
  id: string,
  { counts, isCompleted }: { counts: readonly CampaignEffectCount[]; isCompleted: boolean },
  now: number,
): Promise<void> {
  await client.query(
    `update campaign set counts = $3, counted_at = $4,
       completed_at = case when $5 then coalesce(completed_at, $4) else completed_at end
      where shop_id = $1 and id = $2`,
    [shopId, id, JSON.stringify(counts), new Date(now), isCompleted],
  );
}

/** Keeps what followed its emails. */
export async function saveCampaignFollowed(
  client: ShopClient,
  shopId: string,
  id: string,
  followed: CampaignFollowed,
  now: number,
): Promise<void> {
  await client.query(
    'update campaign set followed = $3, followed_at = $4 where shop_id = $1 and id = $2',
    [shopId, id, JSON.stringify(followed), new Date(now)],
  );
}

/** Takes a campaign out of the lists, or back into them. @param archivedAt epoch milliseconds; null: back */
export async function saveCampaignArchived(
  client: ShopClient,
  shopId: string,
  id: string,
  archivedAt: number | null,
): Promise<void> {
  await client.query('update campaign set archived_at = $3 where shop_id = $1 and id = $2', [
    shopId,
    id,
    archivedAt === null ? null : new Date(archivedAt),
  ]);
}
