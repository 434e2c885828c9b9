import type { CampaignFollowed } from '#app/campaigns/campaign.ts';
import { CAMPAIGN_FOLLOWED_MS } from '#app/campaigns/campaign-times.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

type CampaignStops = Pick<CampaignFollowed, 'bounced' | 'unsubscribed'>;

/** What stopped mail to the readers of a campaign within five days of each email. */
export async function countCampaignStops(
  client: ShopClient,
  shopId: string,
  campaignId: string,
): Promise<CampaignStops> {
  const { rows } = await client.query<CampaignStops>(
    `select count(*) filter (where stopped.reason in ('soft_bounce', 'hard_bounce')) as bounced,
            count(*) filter (where stopped.reason in ('unsubscribed', 'complaint')) as unsubscribed
       from effect
       join message on message.shop_id = $1 and message.effect_key = effect.key
       join suppression stopped on stopped.shop_id = $1 and stopped.address = effect.address
        and stopped.at >= message.sent_at and stopped.at < message.sent_at + make_interval(secs => $3)
      where effect.shop_id = $1 and effect.campaign_id = $2 and effect.state = 'done'`,
    [shopId, campaignId, CAMPAIGN_FOLLOWED_MS / 1_000],
  );
  return rows[0] ?? { bounced: 0, unsubscribed: 0 };
}
