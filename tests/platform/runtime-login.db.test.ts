import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import type { Environment } from '#app/platform/env.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { startRunner } from '#app/jobs/runner.server.ts';
import { createServices } from '#app/services.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testEnvironment } from '#tests/setup/test-environment.ts';
import { loginFaults } from '#app/platform/runtime-login.server.ts';
import { ensureRuntimeLogin } from '../../prisma/runtime-login.server.ts';

const db = await testDatabase();
/** As the web process and the worker connect, before any role is set. */
const login = new pg.Pool({ connectionString: db.runtimeUrl, max: 4 })
  .on('error', () => undefined)
  .on('connect', (client) => client.on('error', () => undefined));
afterAll(() => login.end());

const PRIVILEGED = new URL(db.url).username;
const RUNTIME = new URL(db.runtimeUrl).username;

describe('the login of web and worker', () => {
  test('is nothing but a member of the two roles it needs, and owns nothing', async () => {
    const { rows: logins } = await db.owner.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles
        where rolname in ($1, 'tendril_app', 'tendril_queue') order by 1`,
      [RUNTIME],
    );
    const powerless = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    };
    expect(logins).toEqual(
      ['tendril_app', 'tendril_queue', RUNTIME].map((rolname) => ({ rolname, ...powerless })),
    );
    const { rows: memberships } = await db.owner.query(
      `select rolname from pg_roles where pg_has_role($1, oid, 'member') order by 1`,
      [RUNTIME],
    );
    expect(memberships.map(({ rolname }: { rolname: string }) => rolname)).toEqual(
      ['tendril_app', 'tendril_queue', RUNTIME].sort(),
    );
    // What any of the three owns in any database of the server.
    const { rows: owned } = await db.owner.query(
      `select classid::regclass, objid from pg_shdepend where deptype = 'o' and refobjid in (
         select oid from pg_roles where rolname in ($1, 'tendril_app', 'tendril_queue'))`,
      [RUNTIME],
    );
    expect(owned).toEqual([]);
  });

  test.each([
    `set role ${PRIVILEGED}`,
    `set session authorization ${PRIVILEGED}`,
    `grant ${PRIVILEGED} to ${RUNTIME}`,
    `alter role ${RUNTIME} superuser`,
    `alter role tendril_app bypassrls`,
    'create role intruder',
    'create table public.mine ()',
    'create schema mine',
    'drop table profile',
    'alter table profile disable row level security',
    'alter table profile owner to current_user',
    'drop policy one_shop on profile',
    'create policy open on profile using (true)',
    'create or replace function current_shop() returns uuid language sql as $$ select null::uuid $$',
    'truncate profile',
    'update consent set state = state',
    'select from _prisma_migrations',
    'delete from graphile_worker.migrations',
    'alter table graphile_worker._private_jobs disable row level security',
    'drop schema graphile_worker cascade',
    "copy shop to program 'cat'",
    "select pg_read_file('postgresql.conf')",
  ])('cannot %s', async (statement) => {
    const client = await login.connect();
    try {
      for (const role of ['none', 'tendril_app', 'tendril_queue']) {
        await client.query(`begin; set local role ${role}`);
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
      }
    } finally {
      client.release(true);
    }
  });

  test('sees no shop when it acts as itself, as little as when it acts as the application', async () => {
    const shop = await installedShop(db.pool);
    await db.owner.query(
      "insert into suppression (shop_id, address, reason, at) values ($1, 'a@b.example', 'test', now())",
      [shop.id],
    );
    expect((await login.query('select from suppression')).rowCount).toBe(0);
    expect((await db.pool.query('select from suppression')).rowCount).toBe(0);
  });

  test('the application cannot touch the queue, nor the queue what belongs to shops', async () => {
    const jobs = 'select from graphile_worker._private_jobs';
    await expect(db.pool.query(jobs)).rejects.toMatchObject({ code: '42501' });
    await expect(login.query('set role tendril_queue; select from profile')).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('runs jobs', async () => {
    const shop = await installedShop(db.pool);
    let done: (payload: unknown) => void;
    const ran = new Promise((resolve) => (done = resolve));
    const runner = await startRunner({
      queuePool: login,
      pool: db.pool,
      heartbeat: await registerHeartbeat(db.pool, 'test'),
      tasks: { drain: (payload) => void done(payload) },
      concurrency: 1,
      logger: silentLogger,
      onLeaseExpired: () => undefined,
    });
    await inShop(db.pool, shop.id, (client) => enqueueJob(client, shop.id, 'drain'));
    expect(await ran).toEqual({ shopId: shop.id });
    await runner.stop();
    const { rows } = await db.owner.query('select from graphile_worker._private_jobs');
    expect(rows).toEqual([]);
  });
});

describe('a login that can act as the owner', () => {
  /** Only the mode is that of production: what else production must be given is another matter. */
  function environmentOf(url: string, mode: 'production' | 'test'): Environment {
    const environment = testEnvironment(url);
    return { ...environment, NODE_ENV: mode };
  }

  test('is refused in production with what to do, and tolerated in other modes', async () => {
    await expect(createServices(environmentOf(db.url, 'production'), 'web')).rejects.toThrow(
      /must not run under the login \w+:[^]*superuser[^]*MIGRATE_DATABASE_URL[^]*npm run migrate/,
    );
    for (const [url, mode] of [
      [db.runtimeUrl, 'production'],
      [db.url, 'test'],
    ] as const)
      await (await createServices(environmentOf(url, mode), 'web')).close();
  });

  test.each([
    ['a member of the owner', 'in role schema_owner', 'owns a part of the database'],
    ['a creator of roles', 'createrole', 'may create roles'],
    ['unbound by row-level security', 'bypassrls', 'row-level security does not bind'],
    ['at the files of the server', 'in role pg_read_server_files', 'files or programs'],
  ])('%s is found out, however it is one', async (_, how, fault) => {
    const name = `runtime_${String(process.pid)}_${String(Math.floor(performance.now()))}`;
    // A role that owns a table, as the owner of a managed database does without being a superuser.
    await db.owner.query(
      `do $$ begin if not exists (select from pg_roles where rolname = 'schema_owner') then create role schema_owner; end if; end $$`,
    );
    await db.owner.query('alter table dropped_delivery owner to schema_owner');
    await db.owner.query(`create role ${name} login password 'x' ${how}`);
    const url = new URL(db.runtimeUrl);
    [url.username, url.password] = [name, 'x'];
    expect(await loginFaults(url.href)).toEqual([expect.stringContaining(fault)]);
    await db.owner.query(`drop role ${name}`);
    await db.owner.query(`alter table dropped_delivery owner to ${PRIVILEGED}`);
  });
});

test('migrating makes the login that DATABASE_URL names, gives it what it needs and nothing more', async () => {
  const url = new URL(db.runtimeUrl);
  [url.username, url.password] = [`made_${String(process.pid)}`, "it's a secret"];
  const owner = new pg.Client({ connectionString: db.url });
  await owner.connect();
  for (let times = 0; times < 2; times += 1) await ensureRuntimeLogin(owner, url.href);
  expect(await loginFaults(url.href)).toEqual([]);
  const made = new pg.Client({ connectionString: url.href });
  await made.connect();
  await made.query('set role tendril_app; select from profile');
  await made.end();
  // An address of the owner's own changes nothing.
  await ensureRuntimeLogin(owner, db.url);
  await owner.query(`drop role ${url.username}`);
  await owner.end();
});
