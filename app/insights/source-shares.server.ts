import type { ShopClient } from '#app/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import { dayAfter, dayIn } from '#app/lib/shop-day.ts';
import { countDuplicates } from './list-duplicates.server.ts';

/** People or orders of a period, and how many of them miss something. */
export type Share = { all: number; missing: number };

/** What is missing in a period of seven days. */
export type Shares = {
  /** New people of whom it is not known how they came. */
  peopleSource: Share;
  /** New people whose first visit carried no utm_campaign. */
  peopleCampaign: Share;
  /** Orders of people of whom it is not known how they last came. */
  ordersSource: Share;
  ordersCampaign: Share;
  /** People seen who never told an e-mail address, a phone number or a customer account. */
  unmatched: Share;
};

/** What is waiting or refused, for a look from above. */
export type Leftovers = {
  quarantined: number;
  duplicates: number;
  /** Events of the storefront in the last seven days, by what became of them. */
  storefront: {
    taken: number;
    withoutConsent: number;
    malformed: number;
    outOfTime: number;
    limited: number;
  };
};

export const PERIOD_MS = 7 * DAY;
/** The newest of a period that are looked at; a share needs no more. */
const MOST_LOOKED_AT = 5_000;

/**
 * How a person came is read from the row that segments are counted over, because to read it from the profiles of
 * thousands takes most of a second; who has no such row is read from the profile.
 */
function arrivalOf(person: string, condition = 'true'): string {
  return `left join profile_fact fact on ${condition} and fact.shop_id = $1 and fact.profile_id = ${person}
       left join lateral (select state from profile
         where fact.profile_id is null and ${condition} and shop_id = $1 and id = ${person} limit 1) as unsorted on true`;
}

function isMissing(fact: string, path: string): string {
  return `case when fact.profile_id is not null then fact.${fact} is null else unsorted.state #>> '{${path}}' is null end`;
}

/** What is missing in the seven days before a moment, epoch milliseconds. */
export async function loadShares(
  client: ShopClient,
  shopId: string,
  until: number,
): Promise<Shares> {
  const period = [shopId, new Date(until - PERIOD_MS), new Date(until), MOST_LOOKED_AT];
  // In the order of their index: else all of the period are read and sorted for the newest of them.
  const people = await readInKeyOrder<{
    all: number;
    new: number;
    source: number;
    campaign: number;
    unmatched: number;
  }>(
    client,
    `select count(*) as all,
            count(*) filter (where seen.email is null and customer_id is null and seen.phone is null) as unmatched,
            count(*) filter (where is_new) as new,
            count(*) filter (where is_new and ${isMissing('first_source', 'firstTouch')}) as source,
            count(*) filter (where is_new and ${isMissing('first_campaign', 'firstTouch,campaign')}) as campaign
       from (select id, email, customer_id, phone, first_seen_at >= $2 as is_new from profile
              where shop_id = $1 and last_seen_at >= $2 and first_seen_at < $3
              order by last_seen_at desc limit $4) as seen
       ${arrivalOf('seen.id', 'is_new')}`,
    period,
  );
  const orders = await readInKeyOrder<{ all: number; source: number; campaign: number }>(
    client,
    `select count(*) as all,
            count(*) filter (where ${isMissing('last_source', 'lastTouch')}) as source,
            count(*) filter (where ${isMissing('last_campaign', 'lastTouch,campaign')}) as campaign
       from (select profile_id from purchase where shop_id = $1 and placed_at >= $2 and placed_at < $3
              order by placed_at desc limit $4) as placed
       ${arrivalOf('placed.profile_id')}
      where fact.profile_id is not null or unsorted.state is not null`,
    period,
  );
  const [seen, placed] = [people[0], orders[0]];
  if (!seen || !placed) throw new Error('A count without groups gives one row.');
  return {
    peopleSource: { all: seen.new, missing: seen.source },
    peopleCampaign: { all: seen.new, missing: seen.campaign },
    ordersSource: { all: placed.all, missing: placed.source },
    ordersCampaign: { all: placed.all, missing: placed.campaign },
    unmatched: { all: seen.all, missing: seen.unmatched },
  };
}

/**
 * What waits for a person now, and what became of the storefront's events in the last seven days of the shop, today
 * included.
 * @param now epoch milliseconds
 */
export async function loadLeftovers(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  now: number,
): Promise<Leftovers> {
  const { rows } = await client.query<{ quarantined: number }>(
    'select count(*) as quarantined from quarantine where shop_id = $1 and replayed_at is null',
    [shopId],
  );
  const { rows: doors } = await client.query<Leftovers['storefront']>(
    `select coalesce(sum(taken), 0)::bigint as taken,
            coalesce(sum(without_consent), 0)::bigint as "withoutConsent",
            coalesce(sum(malformed), 0)::bigint as malformed,
            coalesce(sum(out_of_time), 0)::bigint as "outOfTime", coalesce(sum(limited), 0)::bigint as limited
       from storefront_count where shop_id = $1 and day > $2`,
    [shopId, dayAfter(dayIn(now, timeZone), -7)],
  );
  const [counts, storefront] = [rows[0], doors[0]];
  if (!counts || !storefront) throw new Error('A count without groups gives one row.');
  return { ...counts, duplicates: await countDuplicates(client, shopId), storefront };
}
