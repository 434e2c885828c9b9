import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { Forecast } from '#app/predictions/model/forecast.ts';

const WEEK = 7 * DAY;

/** What is expected of a person, by a model. */
export type ProfileForecast = { id: string; forecast: Forecast };

/** Saves what is expected of some people, in place of what was; who is gone meanwhile is left out. */
export async function saveForecasts(
  client: ShopClient,
  shopId: string,
  people: readonly ProfileForecast[],
  { version, currency, now }: { version: number; currency: string; now: number },
): Promise<void> {
  const column = (value: (forecast: Forecast) => unknown) =>
    people.map(({ forecast }) => value(forecast));
  const minor = (value: number | undefined) => (value === undefined ? null : Math.round(value));
  await client.query(
    // Person by person: the planner would read all people for those of a batch.
    `insert into prediction (shop_id, profile_id, model_version, alive, again, orders, orders_low, orders_high,
       spend_minor, spend_low_minor, spend_high_minor, currency, next_order_at, reckoned_at)
     select $1, predicted.id, $2, alive, again, predicted.orders, orders_low, orders_high, spend, spend_low, spend_high,
            case when spend is not null then $3 end, next_order_at, $4
       from unnest($5::uuid[], $6::real[], $7::real[], $8::real[], $9::real[], $10::real[], $11::bigint[],
                   $12::bigint[], $13::bigint[], $14::timestamptz[])
              as predicted (id, alive, again, orders, orders_low, orders_high, spend, spend_low, spend_high, next_order_at)
       cross join lateral (select from profile where shop_id = $1 and id = predicted.id limit 1) as known
      order by predicted.id
     on conflict (shop_id, profile_id) do update set model_version = excluded.model_version,
       alive = excluded.alive, again = excluded.again, orders = excluded.orders,
       orders_low = excluded.orders_low, orders_high = excluded.orders_high,
       spend_minor = excluded.spend_minor, spend_low_minor = excluded.spend_low_minor,
       spend_high_minor = excluded.spend_high_minor, currency = excluded.currency,
       next_order_at = excluded.next_order_at, reckoned_at = excluded.reckoned_at`,
    [
      shopId,
      version,
      currency,
      new Date(now),
      people.map(({ id }) => id),
      column(({ alive }) => alive),
      column(({ again }) => again),
      column(({ orders }) => orders),
      column(({ ordersHeld }) => ordersHeld.low),
      column(({ ordersHeld }) => ordersHeld.high),
      column(({ spend }) => minor(spend ?? undefined)),
      column(({ spendHeld }) => minor(spendHeld?.low)),
      column(({ spendHeld }) => minor(spendHeld?.high)),
      column(({ nextInWeeks }) =>
        nextInWeeks === null ? null : new Date(now + nextInWeeks * WEEK),
      ),
    ],
  );
}

/**
 * Forgets what was expected of people before a moment and was not computed since.
 * @returns those people
 */
export async function deleteStaleForecasts(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    'delete from prediction where shop_id = $1 and reckoned_at < $2 returning profile_id as id',
    [shopId, new Date(before)],
  );
  return rows;
}
