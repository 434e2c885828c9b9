import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { loadActiveRuns, loadLastRuns } from '#app/journeys/store/runs.server.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { tablesReadWidely } from './judge-plan.ts';
import { observedDatabase } from './observed-database.ts';

const RUNS = 2_000;
const PEOPLE = 50;

const { db, observed } = await observedDatabase();

test('runs of a batch are looked up by person in a table that the planner takes for small', async () => {
  const { id } = await installedShop(db.pool);
  const { rows } = await db.owner.query<{ profile_id: string }>(
    `with people as (
       insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor, subscribed,
         first_seen_at, last_seen_at)
       select $1, gen_random_uuid(), '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, $3, $3
         from generate_series(1, $2::int) returning id)
     insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id,
       visit, context, entered_at, wake_at)
     select $1, gen_random_uuid(), 'welcome', 1, id, id, 'active', 'wait', 1, '{}', $3, $3 from people
     returning profile_id`,
    [id, RUNS, new Date(SEEN_AT)],
  );
  const people = rows.slice(0, PEOPLE).map((row) => row.profile_id);
  observed.take();
  const runs = await inShop(observed.pool, id, async (client) => [
    ...(await loadActiveRuns(client, id, people)),
    ...(await loadLastRuns(client, id, people, ['welcome'])),
  ]);
  expect(new Set(runs.map((run) => run.id)).size).toBe(PEOPLE);
  expect(tablesReadWidely(observed.take(), RUNS)).toEqual([]);
});
