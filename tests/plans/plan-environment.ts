import type { Services } from '#app/services.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { notePolicyChange } from '#app/engine/recompute/change-policy.server.ts';
import { openPrediction } from '#app/predictions/store/prediction-run.server.ts';
import type { JobName } from '#app/queue/catalog.ts';
import { DAY } from '#app/lib/duration.ts';
import { startLearning } from '#app/scoring/training/learning.server.ts';
import { createLiveCounts } from '#app/segments/builder/live-counts.server.ts';
import { openServices } from '#tests/access/access-fixtures.ts';
import { startMailServer } from '#tests/cases/mail-server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { workerTasks } from '#tests/setup/worker-tasks.ts';
import { observedPool, type ObservedPool } from './observe-plans.ts';

/** When pages are opened and jobs run. */
export const PLANNED_AT = SEEN_AT + 2 * DAY;

/** The app's services and jobs over a pool that reports its plans. */
export type PlanEnvironment = {
  services: Services;
  observed: ObservedPool;
  /** Runs a job as the queue does. */
  run(job: JobName, shopId: string): Promise<void>;
  close(): Promise<void>;
};

/**
 * @param storeUrl where the files of the store's bulk operations are
 * @param leastMs statements that take less are not reported
 */
export async function openPlanEnvironment(
  db: TestDatabase,
  storeUrl: string,
  leastMs: number,
): Promise<PlanEnvironment> {
  const clock = { now: () => PLANNED_AT };
  const observed = await observedPool(db.url, db.runtimeUrl, leastMs);
  const { pool } = observed;
  const [built, mailServer] = await Promise.all([openServices(db), startMailServer(clock)]);
  // No domain is proven.
  const resolveTxt = () => Promise.resolve([]);
  const environment = { ...built.environment, STORE_URL: storeUrl };
  const counts = createLiveCounts(pool);
  const dns = { resolveTxt, resolveMx: resolveTxt, readPolicy: resolveTxt };
  const services = { ...built, environment, pool, clock, ...dns, counts };
  const { tasks, mailer } = await workerTasks(services, mailServer.url);
  return {
    services,
    observed,
    async run(job, shopId) {
      await tasks[job]?.({ shopId }, undefined as never);
    },
    async close() {
      mailer.close();
      await Promise.all([mailServer.close(), pool.end()]);
      await built.close();
    },
  };
}

/** How many people, runs and mails are due at once. */
const DUE = 300;
/** Each is made of MJML. */
const MAILS_DUE = 20;

/** Asks for everything that is not asked for by time, and lets so much be due as usually is. */
export async function makeWork(db: TestDatabase, shopId: string): Promise<void> {
  // Where they are, the margin of what was sold is not computed.
  await db.owner.query('update shop set taxes_included = false where id = $1', [shopId]);
  const { owner, pool } = db;
  const now = new Date(PLANNED_AT);
  await owner.query(
    `update profile set next_change_at = $2::timestamptz + (5 + random() * 30) * interval '1 day'
      where shop_id = $1 and next_change_at is not null
        and id > (select id from profile where shop_id = $1 order by id offset $3 limit 1)`,
    [shopId, now, DUE],
  );
  await owner.query(
    `update journey_run set wake_at = $2::timestamptz + (5 + random() * 30) * interval '1 day'
      where shop_id = $1 and state = 'active'
        and id > (select id from journey_run where shop_id = $1 order by id offset $3 limit 1)`,
    [shopId, now, DUE],
  );
  await owner.query(
    `update effect set due_at = $2::timestamptz + (5 + random() * 30) * interval '1 day'
      where shop_id = $1 and state = 'ready'
        and key not in (select key from effect where shop_id = $1 and state = 'ready' order by key limit $3)`,
    [shopId, now, MAILS_DUE],
  );
  await owner.query(
    `update shop set keep_events_days = 400, keep_anonymous_days = 30, days_closed = $2::date - 5 where id = $1`,
    [shopId, now],
  );
  await inShop(pool, shopId, async (client) => {
    await notePolicyChange(client, shopId);
    await openPrediction(client, shopId, '1', PLANNED_AT);
    await startLearning(client, shopId, '1', PLANNED_AT);
  });
}

/** Puts those three of five people into a segment whose score is the lowest. */
export async function fillSegment(
  { owner }: TestDatabase,
  shopId: string,
  key: string,
): Promise<void> {
  await owner.query(
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, $2, id, $3::timestamptz - interval '1 hour' from profile where shop_id = $1
        and not exists (select from membership
          where shop_id = $1 and segment_key = $2 and profile_id = profile.id and left_at is null)
      order by score, id limit (select count(*) * 3 / 5 from profile where shop_id = $1)`,
    [shopId, key, new Date(PLANNED_AT)],
  );
}
