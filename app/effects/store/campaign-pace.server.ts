import { CAMPAIGN_PACE } from '#app/effects/campaign-effect-count.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** How many emails of a campaign were handed over since a moment, epoch milliseconds; counted up to `most`. */
export async function countCampaignAttempts(
  client: ShopClient,
  shopId: string,
  campaignId: string,
  since: number,
  most: number,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from (
       select from effect where shop_id = $1 and campaign_id = $2 and attempted_at >= $3 limit $4) as attempted`,
    [shopId, campaignId, new Date(since), most],
  );
  return rows[0]?.count ?? 0;
}

/** Put off by one statement; of more, the rest is put off when it is looked at next. */
const MOST_SPREAD = 10_000;

/** What of a campaign may leave; moments are epoch milliseconds. */
export type CampaignRoom = {
  campaignId: string;
  /** How many may still leave in this minute, and in each other. */
  room: number;
  perMinute: number;
  now: number;
  /** When this minute began. */
  minuteAt: number;
};

/**
 * Puts off the emails of a campaign that are due and have no room in this minute, to the minutes after it: the oldest first.
 * @returns the keys of those that were put off
 */
export async function spreadCampaignMails(
  client: ShopClient,
  shopId: string,
  { campaignId, room, perMinute, now, minuteAt }: CampaignRoom,
): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `with due as materialized (
       select key, row_number() over (order by due_at, key) - $6::int as place from (
         select key, due_at from effect
          where shop_id = $1 and kind = 'email' and campaign_id = $2 and state = 'ready' and due_at <= $3
          order by due_at, key limit $4) as oldest),
     surplus as materialized (
       select effect.key, due.place from due join effect on effect.shop_id = $1 and effect.key = due.key
        where due.place > 0 order by effect.key for update of effect skip locked)
     update effect set due_at = $5::timestamptz + make_interval(mins => ((place + $7 - 1) / $7)::int),
       reason = '${CAMPAIGN_PACE}'
       from surplus where effect.shop_id = $1 and effect.key = surplus.key and effect.state = 'ready'
     returning effect.key`,
    [
      shopId,
      campaignId,
      new Date(now),
      MOST_SPREAD + perMinute,
      new Date(minuteAt),
      room,
      perMinute,
    ],
  );
  return rows.map(({ key }) => key);
}
