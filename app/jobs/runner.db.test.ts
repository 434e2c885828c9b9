import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { register } from '#app/jobs/heartbeat.server.ts';
import { wake } from '#app/jobs/queue.server.ts';
import { startRunner } from '#app/jobs/runner.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';

/** Jobs of a queue that gave up are taken over after some seconds. */
const TAKEN_OVER_MS = 60_000;

const db = await testDatabase();
const queuePool = new pg.Pool({ connectionString: db.runtimeUrl, max: 12 })
  .on('error', () => undefined)
  .on('connect', (client) => client.on('error', () => undefined));
afterAll(() => queuePool.end());

/** The database refuses to note the end of a job so many times, as one does that goes away in that moment. */
async function refuseEnds(times: number): Promise<void> {
  await db.owner.query('create sequence refused_ends');
  await db.owner.query('grant usage on sequence refused_ends to public');
  // What a sequence counted is not taken back with the transaction.
  await db.owner.query(
    `create function refuse_end() returns trigger language plpgsql security definer as $$ begin
       if nextval('public.refused_ends') <= ${String(times)} then
         raise exception 'terminating connection due to administrator command' using errcode = '57P01';
       end if;
       return old;
     end $$`,
  );
  await db.owner.query(
    'create trigger refuse_end before delete on graphile_worker._private_jobs for each row execute function refuse_end()',
  );
}

test(
  'a queue that gave up because the end of a job could not be noted works off the jobs after it, and that one again',
  async () => {
    const shops = [await installedShop(db.pool), await installedShop(db.pool)];
    await refuseEnds(1);
    const ran: unknown[] = [];
    const runner = await startRunner({
      queuePool,
      pool: db.pool,
      pulse: await register(db.pool, 'test'),
      tasks: { drain: (payload) => void ran.push(payload) },
      concurrency: 1,
      logger: silentLogger,
      onReleased: () => undefined,
    });
    const [first, second] = shops.map(({ id }) => id);
    for (const id of [first, second])
      if (id) await inShop(db.pool, id, (client) => wake(client, id, 'drain'));
    await expect
      .poll(
        async () => (await db.owner.query('select from graphile_worker._private_jobs')).rowCount,
        {
          timeout: TAKEN_OVER_MS,
        },
      )
      .toBe(0);
    await runner.stop();
    // What could not be noted as done is done again.
    expect(ran).toEqual(expect.arrayContaining([{ shopId: first }, { shopId: second }]));
    expect(ran.length).toBeGreaterThan(2);
  },
  TAKEN_OVER_MS,
);
