import type pg from 'pg';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import type { CdnowCustomer } from '#tests/fixtures/clv/read-cdnow.ts';

/** The mean in dollars of those whose repeat purchases are none. */
const USUAL_SPEND = 20;

/**
 * Puts people into a shop who bought when customers of CDNOW did, as of today, and each time spent what they did
 * on average. Each is a copy of a person whom the shop has; `buyerId` is the id of the n-th.
 * @param owner a pool that sees every row
 * @param now epoch milliseconds; the end of the time they were watched
 */
export async function addCdnowBuyers(
  owner: pg.Pool,
  shopId: string,
  customers: readonly CdnowCustomer[],
  now: number,
): Promise<void> {
  const today = Math.floor(now / DAY);
  await owner.query(
    `insert into profile select shop_id, buyer.id, state, name, email, customer_id, country, intent, fit, score, grade,
       band, stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at
     from (select * from profile where shop_id = $1 order by id limit 1) as one, unnest($2::uuid[]) as buyer (id)`,
    [shopId, customers.map((_, n) => buyerId(shopId, n))],
  );
  const bought = customers.flatMap(({ repeats, last, age, mean }, n) => {
    const first = today - Math.round(age * 7);
    const span = Math.round(last * 7);
    return Array.from({ length: repeats + 1 }, (_, k) => ({
      id: buyerId(shopId, n),
      day: repeats === 0 ? first : first + Math.floor((k * span) / repeats),
      minor: minorSpent({ mean }),
    }));
  });
  await owner.query(
    `insert into purchase (shop_id, order_id, profile_id, placed_at, total_minor, currency)
     select $1, 'cdnow' || row_number() over (), id, to_timestamp(day * 86400 + 100), minor, 'GBP'
       from unnest($2::uuid[], $3::int[], $4::int[]) as bought (id, day, minor)`,
    [
      shopId,
      bought.map(({ id }) => id),
      bought.map(({ day }) => day),
      bought.map(({ minor }) => minor),
    ],
  );
}

/** What one of them spends each time, in minor units. */
export function minorSpent({ mean }: Pick<CdnowCustomer, 'mean'>): number {
  return Math.round((mean || USUAL_SPEND) * 100);
}

/** The id of the n-th of them, from 0. */
export function buyerId(shopId: string, n: number): string {
  return idOf('cdnow', shopId, String(n));
}
