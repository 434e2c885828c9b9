import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import { LOOKED_AT_A_DAY } from '#app/events/page/quality-view.ts';
import type { Leftovers, Share } from '#app/people/page/source-shares.ts';

/** Days that shares are counted of. */
export const DAYS_SHARED = 7;

const SEEN = eachDay(`select email, customer_id, phone from profile
              where shop_id = $1 and last_seen_at >= day.starts and last_seen_at < day.ends
              order by last_seen_at desc`);
const PLACED = eachDay(`select profile_id from purchase
              where shop_id = $1 and placed_at >= day.starts and placed_at < day.ends
              order by placed_at desc`);

/**
 * The first rows of each day of the period from `$2` on. Day by day, so that a busy end of it does not stand for all.
 * @param rows a statement that gives the rows from `day.starts` to before `day.ends`, the newest first
 */
function eachDay(rows: string): string {
  return `(select $2::timestamptz + n * interval '1 day' as starts, $2::timestamptz + (n + 1) * interval '1 day' as ends
             from generate_series(0, ${String(DAYS_SHARED - 1)}) as n) as day
          cross join lateral (${rows} limit ${String(LOOKED_AT_A_DAY)})`;
}

/** People last seen in the days from a moment on, and those of them who gave no address, number or account. */
export async function unmatchedShare(
  client: ShopClient,
  shopId: string,
  since: Date,
): Promise<Share> {
  // In the order of their index: else all of a day are read and sorted for the newest of them.
  const rows = await readInKeyOrder<Share>(
    client,
    `select count(*) as all,
            count(*) filter (where email is null and customer_id is null and phone is null) as missing
       from ${SEEN} as seen`,
    [shopId, since],
  );
  return onlyRow(rows);
}

/** Orders of the days from a moment on, and those of people of whom the last source, or campaign, is not known. */
export async function untracedOrders(
  client: ShopClient,
  shopId: string,
  since: Date,
): Promise<{ all: number; source: number; campaign: number }> {
  // How a person came is read from the row that segments are counted over; who has none is no person.
  const rows = await readInKeyOrder<{ all: number; source: number; campaign: number }>(
    client,
    `select count(*) as all, count(*) filter (where last_source is null) as source,
            count(*) filter (where last_campaign is null) as campaign
       from ${PLACED} as placed
       cross join lateral (select last_source, last_campaign from profile_fact
         where shop_id = $1 and profile_id = placed.profile_id offset 0) as fact`,
    [shopId, since],
  );
  return onlyRow(rows);
}

/** How many deliveries are quarantined now. */
export async function countQuarantined(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ quarantined: number }>(
    'select count(*) as quarantined from quarantine where shop_id = $1 and replayed_at is null',
    [shopId],
  );
  return onlyRow(rows).quarantined;
}

/**
 * What became of the storefront's events.
 * @param after a day of the shop, such as 2026-11-21; those after it are counted
 */
export async function storefrontCounts(
  client: ShopClient,
  shopId: string,
  after: string,
): Promise<Leftovers['storefront']> {
  const { rows } = await client.query<Leftovers['storefront']>(
    `select coalesce(sum(taken), 0)::bigint as taken,
            coalesce(sum(without_consent), 0)::bigint as "withoutConsent",
            coalesce(sum(malformed), 0)::bigint as malformed,
            coalesce(sum(out_of_time), 0)::bigint as "outOfTime", coalesce(sum(limited), 0)::bigint as limited
       from storefront_count where shop_id = $1 and day > $2`,
    [shopId, after],
  );
  return onlyRow(rows);
}

function onlyRow<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error('A count without groups gives one row.');
  return row;
}
