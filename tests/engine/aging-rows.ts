import type pg from 'pg';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { applyRetention } from '#app/privacy/apply-retention.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';

/** When retention is applied. */
export const RETAINED_AT = SEEN_AT;

/** Older and younger than every period that is left as it is. */
export const [OLD, YOUNG] = [RETAINED_AT - 1_000 * DAY, RETAINED_AT - 10 * DAY];

/** Applies retention to a shop, through a pool and so many rows at once when these are given. */
export async function retain(
  db: TestDatabase,
  shopId: string,
  pool: pg.Pool = db.pool,
  atOnce?: number,
): Promise<void> {
  const heartbeat = await registerHeartbeat(db.pool, 'test');
  const ring = testKeyRing();
  const services = {
    pool,
    clock: { now: () => RETAINED_AT },
    logger: silentLogger,
    heartbeat,
    ring,
  };
  await applyRetention(services, shopId, atOnce);
}

/** What a statement of one value finds. */
export async function rowsFor(
  { owner }: TestDatabase,
  sql: string,
  value: string,
): Promise<object[]> {
  return (await owner.query<object>(sql, [value])).rows;
}

/** One row of everything that becomes old, as it was completed at a moment. */
export async function addAgingRows(
  { owner }: TestDatabase,
  shopId: string,
  name: string,
  at: number,
): Promise<void> {
  const moment = new Date(at).toISOString();
  await owner.query(`
    insert into profile (shop_id, id, state, name, email, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
      values ('${shopId}', gen_random_uuid(), '{}', '${name}', '${name}@example.com', 0, 0, 0, 'D4', 'cold', 'visitor',
        0, 0, false, '${moment}', '${moment}')`);
  const { rows: ids } = await owner.query<{ id: string }>(
    'select id from profile where shop_id = $1 and name = $2',
    [shopId, name],
  );
  const profile = ids[0]?.id ?? '';
  const key = `${name}:effect`;
  await owner.query(`
    insert into event (shop_id, id, at, profile_id, kind, topic, props)
      values ('${shopId}', gen_random_uuid(), '${moment}', '${profile}', 'page.viewed', '${name}', '{}');
    insert into decision (shop_id, id, at, profile_id, outcome, reason, rule, facts)
      values ('${shopId}', gen_random_uuid(), '${moment}', '${profile}', 'sent', '${name}', 'x@1', '{}');
    insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id, context,
       entered_at, ended_at)
      values ('${shopId}', gen_random_uuid(), 'abandoned-basket', 1, '${profile}', '${name}', 'completed', 'end',
        '{"subject": "person"}', '${moment}', '${moment}');
    insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at, settled_at)
      values ('${shopId}', '${key}', 'email', '${profile}', 'done', '{}', '${moment}', '${moment}', '${moment}');
    insert into message (shop_id, effect_key, profile_id, template, class, subject, message_id, sent_at)
      values ('${shopId}', '${key}', '${profile}', 't', 'marketing', 's', '${key}', '${moment}');
    insert into banner (shop_id, id, effect_key, profile_id, content, state, created_at, expires_at)
      values ('${shopId}', gen_random_uuid(), '${key}:b', '${profile}', '{}', 'seen', '${moment}', '${moment}');
    insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at)
      values ('${shopId}', '${name}', 'orders/create', 'test', '{}', '${moment}');
    insert into audit (shop_id, id, at, actor, action, subject)
      values ('${shopId}', gen_random_uuid(), '${moment}', 'ann', 'test', '${name}');`);
}

/** The tables of what becomes old, and what of a row is its name. */
const AGING = {
  event: 'topic',
  decision: 'reason',
  journey_run: 'dedupe_key',
  effect: `split_part(key, ':', 1)`,
  message: `split_part(effect_key, ':', 1)`,
  banner: `split_part(effect_key, ':', 1)`,
  quarantine: 'delivery_key',
  audit: 'subject',
};

/** The names of the rows that are there, by table. */
export async function agingRowsLeft(
  { owner }: TestDatabase,
  shopId: string,
): Promise<Record<string, string[]>> {
  const names: Record<string, string[]> = {};
  for (const [table, name] of Object.entries(AGING)) {
    const { rows: found } = await owner.query<{ name: string }>(
      `select ${name} as name from ${table} where shop_id = $1 order by 1`,
      [shopId],
    );
    names[table] = found.map((row) => row.name);
  }
  return names;
}

/** What `agingRowsLeft` says when each table has the rows of these names. */
export function inAllTables(...names: string[]): Record<string, string[]> {
  return Object.fromEntries(Object.keys(AGING).map((table) => [table, names]));
}
