import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { dayAfter, dayIn } from '#app/lib/shop-day.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import { readFigures } from '#app/roll-ups/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import { LOOKED_AT_A_DAY } from '#app/events/page/quality-view.ts';
import type { Share, Shares, Leftovers } from './source-shares.ts';
import { countDuplicates } from './list-duplicates.server.ts';

const DAYS = 7;
export const PERIOD_MS = DAYS * DAY;

/**
 * The first rows of each day of the period from `$2` on. Day by day, so that a busy end of it does not stand for all.
 * @param rows a statement that gives the rows from `day.starts` to before `day.ends`, the newest first
 */
function eachDay(rows: string): string {
  return `(select $2::timestamptz + n * interval '1 day' as starts, $2::timestamptz + (n + 1) * interval '1 day' as ends
             from generate_series(0, ${String(DAYS - 1)}) as n) as day
          cross join lateral (${rows} limit ${String(LOOKED_AT_A_DAY)})`;
}

/** What is missing in the seven days before a moment, epoch milliseconds. */
export async function loadShares(
  client: ShopClient,
  shopId: string,
  until: number,
): Promise<Shares> {
  const arrivals = await arrivalsOf(client, shopId, until);
  const period = [shopId, new Date(until - PERIOD_MS)];
  // In the order of their index: else all of a day are read and sorted for the newest of them.
  const people = await readInKeyOrder<Share>(
    client,
    `select count(*) as all,
            count(*) filter (where email is null and customer_id is null and phone is null) as missing
       from ${eachDay(`select email, customer_id, phone from profile
              where shop_id = $1 and last_seen_at >= day.starts and last_seen_at < day.ends
              order by last_seen_at desc`)} as seen`,
    period,
  );
  // How a person came is read from the row that segments are counted over; who has none is no person.
  const orders = await readInKeyOrder<{ all: number; source: number; campaign: number }>(
    client,
    `select count(*) as all, count(*) filter (where last_source is null) as source,
            count(*) filter (where last_campaign is null) as campaign
       from ${eachDay(`select profile_id from purchase
              where shop_id = $1 and placed_at >= day.starts and placed_at < day.ends
              order by placed_at desc`)} as placed
       cross join lateral (select last_source, last_campaign from profile_fact
         where shop_id = $1 and profile_id = placed.profile_id offset 0) as fact`,
    period,
  );
  const [unmatched, placed] = [people[0], orders[0]];
  if (!unmatched || !placed) throw new Error('A count without groups gives one row.');
  return {
    peopleSource: { all: arrivals.all, missing: arrivals.withoutSource },
    peopleCampaign: { all: arrivals.all, missing: arrivals.withoutCampaign },
    ordersSource: { all: placed.all, missing: placed.source },
    ordersCampaign: { all: placed.all, missing: placed.campaign },
    unmatched,
  };
}

/** New people of the hours that begin in the period, by what is known of how they came. */
async function arrivalsOf(
  client: ShopClient,
  shopId: string,
  until: number,
): Promise<{ all: number; withoutSource: number; withoutCampaign: number }> {
  const from = (moment: number) =>
    readFigures(client, shopId, ['arrivals'], Math.ceil(moment / HOUR) * HOUR);
  const since = await from(until - PERIOD_MS);
  const after = await from(until);
  const of = (key: string) => {
    const isOfKey = (one: { key: string }) => one.key === key;
    return sumOfCounts(since, isOfKey) - sumOfCounts(after, isOfKey);
  };
  const [none, source, campaign] = [of('none'), of('source'), of('campaign')];
  return { all: none + source + campaign, withoutSource: none, withoutCampaign: none + source };
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
  const { rows: storefrontRows } = await client.query<Leftovers['storefront']>(
    `select coalesce(sum(taken), 0)::bigint as taken,
            coalesce(sum(without_consent), 0)::bigint as "withoutConsent",
            coalesce(sum(malformed), 0)::bigint as malformed,
            coalesce(sum(out_of_time), 0)::bigint as "outOfTime", coalesce(sum(limited), 0)::bigint as limited
       from storefront_count where shop_id = $1 and day > $2`,
    [shopId, dayAfter(dayIn(now, timeZone), -7)],
  );
  const [counts, storefront] = [rows[0], storefrontRows[0]];
  if (!counts || !storefront) throw new Error('A count without groups gives one row.');
  return { ...counts, duplicates: await countDuplicates(client, shopId), storefront };
}
