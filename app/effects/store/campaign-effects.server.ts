import type { CampaignEffectCount } from '#app/effects/campaign-effect-count.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** How the emails of a campaign stand. */
export async function countCampaignEffects(
  client: ShopClient,
  shopId: string,
  campaignId: string,
): Promise<CampaignEffectCount[]> {
  const { rows } = await client.query<CampaignEffectCount>(
    `select state, reason, count(*) as count from effect
      where shop_id = $1 and campaign_id = $2 group by state, reason order by state, reason`,
    [shopId, campaignId],
  );
  return rows;
}

/** Whether an email of a campaign waits that can still be stopped. */
export async function isCampaignReady(
  client: ShopClient,
  shopId: string,
  campaignId: string,
): Promise<boolean> {
  const { rows } = await client.query<{ isReady: boolean }>(
    `select exists (select from effect
       where shop_id = $1 and campaign_id = $2 and state = 'ready') as "isReady"`,
    [shopId, campaignId],
  );
  return rows[0]?.isReady ?? false;
}

/** Those of some people to whom an email of a campaign stands in the outbox, or stood there. */
export async function peopleOfCampaign(
  client: ShopClient,
  shopId: string,
  campaignId: string,
  profileIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select person.id from unnest($3::uuid[]) as person (id)
      where exists (select from effect where effect.shop_id = $1 and effect.profile_id = person.id
        and effect.campaign_id = $2)`,
    [shopId, campaignId, profileIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Those of some emails of campaigns whose person has another of the same campaign: one that was handed over, or one that waits
 * and stands before it. People who were merged have both.
 */
export async function repeatedCampaignMails(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await client.query<{ key: string }>(
    `select repeated.key from effect repeated
      where repeated.shop_id = $1 and repeated.key = any($2) and repeated.campaign_id is not null
        and exists (select from effect other
          where other.shop_id = $1 and other.profile_id = repeated.profile_id
            and other.campaign_id = repeated.campaign_id and other.key <> repeated.key
            and (other.state in ('attempted', 'done', 'in_doubt')
                 or (other.state = 'ready' and other.key < repeated.key)))`,
    [shopId, keys],
  );
  return new Set(rows.map(({ key }) => key));
}

/**
 * Makes due what waits of a campaign, because nothing of it is waited for any more: at most so many.
 * @param now epoch milliseconds
 * @returns how many that were
 */
export async function makeCampaignDue(
  client: ShopClient,
  shopId: string,
  campaignId: string,
  now: number,
  limit: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `update effect set due_at = $3
      where shop_id = $1 and state = 'ready' and key in (
        select key from effect
         where shop_id = $1 and campaign_id = $2 and state = 'ready' and due_at > $3
         order by due_at limit $4 for update skip locked)`,
    [shopId, campaignId, new Date(now), limit],
  );
  return rowCount ?? 0;
}

/** When the first and the last email of a campaign that wait are due, epoch milliseconds; nulls when none waits. */
export async function campaignDueTimes(
  client: ShopClient,
  shopId: string,
  campaignId: string,
): Promise<{ first: number | null; last: number | null }> {
  const { rows } = await client.query<{ first: number | null; last: number | null }>(
    `select (select due_at from effect
              where shop_id = $1 and campaign_id = $2 and state = 'ready' order by due_at limit 1) as first,
            (select due_at from effect
              where shop_id = $1 and campaign_id = $2 and state = 'ready' order by due_at desc limit 1) as last`,
    [shopId, campaignId],
  );
  return rows[0] ?? { first: null, last: null };
}
