import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, expect, inject, vi } from 'vitest';
import { openPool } from '#app/platform/db.server.ts';
import { balanceFaultsOfAll } from './balance-faults-of.ts';
import { testKeyRing } from './key-ring.ts';
import { WAIT_MS } from './never.ts';

/** A migrated, empty database that only the calling test file sees. */
export type TestDatabase = {
  /** Its connection string, as superuser. */
  url: string;
  /** Its connection string as the login of web and worker. */
  runtimeUrl: string;
  /** The application's pool: bound by row-level security, made for `inShop`. */
  pool: pg.Pool;
  /** A pool of the superuser, who sees every row: to arrange a test and to look at what it left. */
  owner: pg.Pool;
};

/**
 * Clones the migrated database for the calling test file and drops the clone after its last test.
 * Call it once, at the top of a `*.db.test.ts`:
 *
 *     const db = await testDatabase();
 *
 * Both pools are closed for the file. What it opens itself it must close, else it fails. After each test every mail, banner and run
 * of its shops is accounted for.
 * @param options.isFilled whether the file writes mails or runs into the tables itself, with no decisions beside them
 */
export async function testDatabase(options: { isFilled?: true } = {}): Promise<TestDatabase> {
  const template = new URL(inject('databaseUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administrate(template, (client) =>
    client.query(`create database ${name} template ${template.pathname.slice(1)}`),
  );
  const url = new URL(template);
  url.pathname = name;
  const runtime = new URL(inject('runtimeUrl'));
  runtime.pathname = name;
  // A busy machine takes its time, and no test is about how long a connection takes.
  const pool = openPool(runtime.href, {
    max: 8,
    name: 'test',
    connectMs: WAIT_MS,
    ring: testKeyRing(),
  });
  const owner = new pg.Pool({ connectionString: url.href, max: 2 });
  if (!options.isFilled)
    afterEach(async () => {
      expect(await balanceFaultsOfAll(owner, pool)).toEqual([]);
    });
  afterAll(async () => {
    await Promise.all([pool.end(), owner.end()]);
    await administrate(template, async (client) => {
      await vi.waitFor(
        async () => {
          const open = await openConnections(client, name);
          if (open.length > 0)
            throw new Error(`Close every pool and client. Left open: ${open.join('; ')}`);
        },
        { timeout: WAIT_MS },
      );
      await client.query(`drop database ${name}`);
    });
  });
  return { url: url.href, runtimeUrl: runtime.href, pool, owner };
}

async function administrate<T>(template: URL, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(template);
  // Connected to the template itself, no other test file could clone it meanwhile.
  url.pathname = 'postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The last statement of each connection that is still open. */
async function openConnections(client: pg.Client, database: string): Promise<string[]> {
  const { rows } = await client.query<{ query: string }>(
    "select query from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
    [database],
  );
  return rows.map((row) => row.query);
}
