/**
 * Baseline of journeys, the job without the deciding: takes 500 runs that are due, moves each to the second wait, and writes
 * a decision and an email for each. It asks nothing of a person, and does not know what journey it is.
 */
import pg from 'pg';

const BATCH = 500;

/** @returns seconds */
export async function advanceRunsBarely(url: string, shopId: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const started = performance.now();
  for (let taken = BATCH; taken > 0;) taken = await advanceBatch(client, shopId);
  const seconds = (performance.now() - started) / 1_000;
  await client.end();
  return seconds;
}

async function advanceBatch(client: pg.Client, shopId: string): Promise<number> {
  await client.query('begin');
  const { rowCount } = await client.query(
    `with due as (
       select id from journey_run
        where shop_id = $1 and state = 'active' and wake_at <= now() order by wake_at limit $2),
     moved as (
       update journey_run set step_id = 'wait-2', visit = visit + 3, wake_at = now() + interval '1 day'
         from due where journey_run.shop_id = $1 and journey_run.id = due.id
       returning journey_run.id, profile_id),
     decided as (
       insert into decision (shop_id, id, at, profile_id, run_id, outcome, reason, rule, facts)
       select $1, gen_random_uuid(), now(), profile_id, id, 'yes', 'branch', 'measured@1', '{}' from moved),
     asked as (
       insert into effect (shop_id, key, kind, profile_id, run_id, state, payload, created_at, due_at)
       select $1, id || ':mail', 'email', profile_id, id, 'ready', '{}', now(), now() from moved)
     select from moved`,
    [shopId, BATCH],
  );
  await client.query('commit');
  return rowCount ?? 0;
}
