import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { embeddedDatabase } from '#app/platform/embedded-database.server.ts';
import { ensureRuntimeLogin, grantQueueRights } from './runtime-login.server.ts';

const MIGRATIONS = join(import.meta.dirname, 'migrations');

/** The advisory lock that Prisma's own engine takes, so neither runs beside the other. */
const PRISMA_LOCK = 72_707_369;

/** Prisma's own table (schema-engine, `migrations_table`), so `prisma migrate deploy` can take over. */
const MIGRATIONS_TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/** All that comes after a statement that waits for a lock waits as well: a migration gives up and is run again. */
const LOCK_TIMEOUT = '10s';

type Migration = { name: string; sql: string; checksum: string };

/**
 * Brings a database to the newest shape: the job queue's tables, then every migration not yet applied,
 * each in a transaction of its own. Safe to run from several processes at once.
 * @param url connection string of the owner: a role that may create tables and roles
 * @param runtimeUrl what web and worker connect to; its login is made when there is none of that name
 * @param folder where the migrations are, one folder each
 * @returns names of the migrations applied now, oldest first
 * @throws when a migration fails (nothing of it stays) or an applied file was edited afterwards
 */
export async function migrate(
  url: string,
  { runtimeUrl, folder = MIGRATIONS }: { runtimeUrl?: string; folder?: string } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]);
    // First, because our migrations define functions that call into the queue.
    await runMigrations({ connectionString: url });
    await client.query(MIGRATIONS_TABLE);
    const applied = await appliedChecksums(client);
    const done: string[] = [];
    for (const migration of await readMigrations(folder)) {
      const checksum = applied.get(migration.name);
      if (checksum === undefined) {
        await apply(client, migration);
        done.push(migration.name);
      } else if (checksum !== migration.checksum) {
        throw new Error(
          `Migration ${migration.name} was edited after it was applied. Undo the edit and write a new migration.`,
        );
      }
    }
    await grantQueueRights(client);
    if (runtimeUrl !== undefined) await ensureRuntimeLogin(client, runtimeUrl);
    return done;
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query(`begin; set local lock_timeout = '${LOCK_TIMEOUT}'`);
  try {
    await client.query(migration.sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${migration.name} failed; nothing of it was kept.`, {
      cause: error,
    });
  }
}

async function migrateFromShell(): Promise<void> {
  // The only settings that matter here; the app's own checks would ask for Shopify's keys as well.
  const { DATABASE_URL: given, MIGRATE_DATABASE_URL: ownerUrl, DATA_DIR = '.data' } = process.env;
  const database = given ? null : await embeddedDatabase(DATA_DIR);
  const runtimeUrl = database?.runtimeUrl ?? given ?? '';
  const url = database?.url ?? (ownerUrl || runtimeUrl);
  const done = await migrate(url, { runtimeUrl });
  await database?.release();
  console.log(done.length === 0 ? 'The database is up to date.' : `Applied ${done.join(', ')}.`);
  if (url === runtimeUrl)
    console.log(
      'DATABASE_URL is the address of the owner, which the app refuses in production. Put it into MIGRATE_DATABASE_URL and an address with another login into DATABASE_URL.',
    );
}

if (import.meta.main) await migrateFromShell();
