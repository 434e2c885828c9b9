import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { startRunner } from '#app/jobs/runner.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';

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

test('a queue that gave up because the end of a job could not be noted works off others beside a long one, and that one again', async () => {
  const [long, refused, next] = await Promise.all(
    ['long', 'refused', 'next'].map(async () => (await installedShop(db.pool)).id),
  );
  if (!long || !refused || !next) throw new Error('Three shops were to be installed.');
  await refuseEnds(1);
  const ran: unknown[] = [];
  let endLong: () => void = () => undefined;
  const longEnds = new Promise<void>((resolve) => (endLong = resolve));
  const runner = await startRunner({
    queuePool,
    pool: db.pool,
    heartbeat: await registerHeartbeat(db.pool, 'test'),
    tasks: {
      async drain(payload) {
        ran.push(payload);
        if ((payload as { shopId: string }).shopId === long) await longEnds;
      },
    },
    concurrency: 2,
    logger: silentLogger,
    onLeaseExpired: () => undefined,
  });
  const add = (id: string) => inShop(db.pool, id, (client) => enqueueJob(client, id, 'drain'));
  await add(long);
  await add(refused);
  await expect.poll(refusedEnds).toBeGreaterThan(0);
  await add(next);
  await expect.poll(() => ran).toContainEqual({ shopId: next });
  endLong();
  await expect.poll(jobsLeft).toBe(0);
  await runner.stop();
  // What could not be noted as done is done again.
  const times = (id: string) => ran.filter((payload) => isDeepStrictEqual(payload, { shopId: id }));
  expect([times(long).length, times(refused).length, times(next).length]).toEqual([1, 2, 1]);
});

test('a queue whose first look for jobs failed works off what comes later', async () => {
  const { id } = await installedShop(db.pool);
  await db.owner.query('create sequence refused_looks');
  await db.owner.query('grant usage on sequence refused_looks to public');
  await db.owner.query(
    `create function refuse_look() returns trigger language plpgsql security definer as $$ begin
       if nextval('public.refused_looks') <= 1 then
         raise exception 'terminating connection due to administrator command' using errcode = '57P01';
       end if;
       return null;
     end $$`,
  );
  await db.owner.query(
    'create trigger refuse_look before insert on graphile_worker._private_tasks for each statement execute function refuse_look()',
  );
  const ran: unknown[] = [];
  const runner = await startRunner({
    queuePool,
    pool: db.pool,
    heartbeat: await registerHeartbeat(db.pool, 'test'),
    tasks: {
      drain(payload) {
        ran.push(payload);
      },
    },
    concurrency: 2,
    logger: silentLogger,
    onLeaseExpired: () => undefined,
  });
  await expect.poll(looks).toBeGreaterThan(0);
  await inShop(db.pool, id, (client) => enqueueJob(client, id, 'drain'));
  await expect.poll(jobsLeft).toBe(0);
  await runner.stop();
  expect(ran).toEqual([{ shopId: id }]);
});

async function jobsLeft(): Promise<number | null> {
  return (await db.owner.query('select from graphile_worker._private_jobs')).rowCount;
}

async function refusedEnds(): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    'select case when is_called then last_value else 0 end::int as count from refused_ends',
  );
  return rows[0]?.count ?? 0;
}

async function looks(): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    'select case when is_called then last_value else 0 end::int as count from refused_looks',
  );
  return rows[0]?.count ?? 0;
}
