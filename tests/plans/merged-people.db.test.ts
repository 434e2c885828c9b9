import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { tablesReadWidely } from './judge-plan.ts';
import { observedDatabase } from './observed-database.ts';

const MERGES = 2_000;

const { db, observed } = await observedDatabase();

test('whom an id leads to is looked up by it in tables that the planner takes for small', async () => {
  const { id } = await installedShop(db.pool);
  const { rows } = await db.owner.query<{ from_id: string; into_id: string }>(
    `with merged as (select gen_random_uuid() as from_id, gen_random_uuid() as into_id
         from generate_series(1, $2::int)),
       people as (
       insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor, subscribed,
         first_seen_at, last_seen_at)
       select $1, into_id, '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, $3, $3 from merged),
       parts as (
       insert into profile_part (shop_id, id, profile_id, state, segments)
       select $1, into_id, into_id, '{}', '{}' from merged)
     insert into profile_join (shop_id, id, profile_id, from_id, into_id, from_part_id, into_part_id, at, joined_at,
       cause, via)
     select $1, gen_random_uuid(), into_id, from_id, into_id, from_id, into_id, $3, $3, 'profile.joined', '{}'
       from merged
     returning from_id, into_id`,
    [id, MERGES, new Date(SEEN_AT)],
  );
  const [merge = { from_id: '', into_id: '' }] = rows;
  observed.take();
  const found = await inShop(observed.pool, id, (client) =>
    findCurrentPerson(client, id, merge.from_id),
  );
  expect(found).toBe(merge.into_id);
  expect(tablesReadWidely(observed.take(), MERGES / 4)).toEqual([]);
});
