import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import { failProfiles } from '#app/engine/profile-problems.server.ts';
import type { UnscoredProfile } from '#app/engine/load/loaded-state.ts';
import { knownRow } from './profile-row.ts';

/**
 * Writes what is known of profiles that could not be scored. They keep the score and stage they have; one that has
 * none yet counts as a visitor of whom nothing is known.
 * @param currency the shop's, in which the spend is listed
 */
export async function saveUnscored(
  client: ShopClient,
  shopId: string,
  unscored: readonly UnscoredProfile[],
  currency: string,
  now: number,
): Promise<void> {
  const rows = unscored.flatMap(({ id, isReceived, state }) =>
    isReceived && state !== null ? [knownRow({ id, state }, currency)] : [],
  );
  await writeRows(
    client,
    shopId,
    `insert into profile (shop_id, id, state, name, email, customer_id, country, intent, fit, score, grade, band,
       stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at,
       phone, of_orders)
     select $1, id, state, name, email, customer_id, country, 0, 0, 0, 'D4', 'cold', 'visitor', orders,
       spent_minor, subscribed, first_seen_at, last_seen_at, null, phone, of_orders
     from json_to_recordset($2) as row (id uuid, state json, name text, email text, customer_id text,
       country text, orders int, spent_minor bigint, subscribed boolean, first_seen_at timestamptz,
       last_seen_at timestamptz, phone text, of_orders boolean)
     on conflict (shop_id, id) do update set state = excluded.state, name = excluded.name,
       email = excluded.email, customer_id = excluded.customer_id, country = excluded.country,
       orders = excluded.orders, spent_minor = excluded.spent_minor, subscribed = excluded.subscribed,
       first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
       phone = excluded.phone, of_orders = excluded.of_orders`,
    rows,
  );
  const problems = unscored.map(({ id, reason }) => ({ profileId: id, reason }));
  await failProfiles(client, shopId, problems, now);
}
