import type { ShopClient } from '#app/platform/db.server.ts';

/** For so long after an email what follows counts for it. */
const FOLLOWED_MS = 5 * 86_400_000;

/** What followed the emails of a campaign that were sent. */
export type CampaignMailFigures = {
  sent: number;
  bounced: number;
  clicked: number;
  unsubscribed: number;
};

/** What became of the emails of a campaign within five days of each. */
export async function campaignMailFigures(
  client: ShopClient,
  shopId: string,
  campaignId: string,
): Promise<CampaignMailFigures> {
  const { rows } = await client.query<CampaignMailFigures>(
    `select count(*) as sent, count(*) filter (where stopped.reason = 'hard_bounce') as bounced,
            count(message.clicked_at) as clicked,
            count(*) filter (where stopped.reason in ('unsubscribed', 'complaint')) as unsubscribed
       from effect
       join message on message.shop_id = $1 and message.effect_key = effect.key
       left join suppression stopped on stopped.shop_id = $1 and stopped.address = effect.address
        and stopped.at >= message.sent_at and stopped.at < message.sent_at + make_interval(secs => $3)
      where effect.shop_id = $1 and effect.campaign_id = $2 and effect.state = 'done'`,
    [shopId, campaignId, FOLLOWED_MS / 1_000],
  );
  return rows[0] ?? { sent: 0, bounced: 0, clicked: 0, unsubscribed: 0 };
}
