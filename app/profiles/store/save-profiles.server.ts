import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';

const SAVE_SCORED = `insert into profile (shop_id, id, state, name, email, customer_id, country, intent, fit, score, grade, band,
    stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at, phone,
    of_orders)
  select $1, id, state, name, email, customer_id, country, intent, fit, score, grade, band,
    stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at, phone,
    of_orders
  from json_to_recordset($2) as row (id uuid, state json, name text, email text, customer_id text,
    country text, intent real, fit real, score smallint, grade text, band text, stage text, orders int,
    spent_minor bigint, subscribed boolean, first_seen_at timestamptz, last_seen_at timestamptz,
    next_change_at timestamptz, phone text, of_orders boolean)
  on conflict (shop_id, id) do update set state = excluded.state, name = excluded.name,
    email = excluded.email, customer_id = excluded.customer_id, country = excluded.country,
    intent = excluded.intent, fit = excluded.fit, score = excluded.score, grade = excluded.grade,
    band = excluded.band, stage = excluded.stage, orders = excluded.orders,
    spent_minor = excluded.spent_minor, subscribed = excluded.subscribed,
    first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
    next_change_at = excluded.next_change_at, phone = excluded.phone, of_orders = excluded.of_orders`;

/** Saves profiles, each once, with what is known of them and what they score. */
export async function saveScoredProfiles(
  client: ShopClient,
  shopId: string,
  profiles: readonly StatementRow<typeof SAVE_SCORED>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE_SCORED, profiles);
}

const SAVE_UNSCORED = `insert into profile (shop_id, id, state, name, email, customer_id, country, intent, fit, score, grade, band,
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
    phone = excluded.phone, of_orders = excluded.of_orders`;

/**
 * Saves what is known of profiles, each once, that could not be scored. They keep the score and stage they have; one
 * that has none yet counts as a visitor of whom nothing is known.
 */
export async function saveKnownProfiles(
  client: ShopClient,
  shopId: string,
  profiles: readonly StatementRow<typeof SAVE_UNSCORED>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE_UNSCORED, profiles);
}

const SAVE_SCORES = `with row as (select * from json_to_recordset($2) as row (id uuid, intent real, fit real, score smallint,
      grade text, comparable text, band text, stage text, next timestamptz)),
    facts as (update profile_fact set grade = row.comparable, band = row.band from row
      where profile_fact.shop_id = $1 and profile_fact.profile_id = row.id
        and (profile_fact.grade, profile_fact.band) is distinct from (row.comparable, row.band))
  update profile set intent = row.intent, fit = row.fit, score = row.score, grade = row.grade,
    band = row.band, stage = row.stage, next_change_at = row.next
  from row where profile.shop_id = $1 and profile.id = row.id`;

/**
 * Saves what time alone changed of profiles: scores, stage and the next moment. What is known of them stays as it is
 * saved, which is ten times as much and in more indexes.
 */
export async function saveProfileScores(
  client: ShopClient,
  shopId: string,
  scores: readonly StatementRow<typeof SAVE_SCORES>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE_SCORES, scores);
}
