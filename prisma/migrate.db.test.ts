import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { migrate } from './migrate.server.ts';

const db = await testDatabase();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tendril-migrations-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function writeMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function recorded(name: string): Promise<unknown[]> {
  const { rows } = await db.owner.query<Record<string, unknown>>(
    `select checksum, finished_at is not null as finished, applied_steps_count
     from _prisma_migrations where migration_name = $1`,
    [name],
  );
  return rows;
}

test('each migration runs once, in order, and is recorded as Prisma does', async () => {
  await writeMigration('20300102000000_b', 'alter table first_a add column b int');
  await writeMigration('20300101000000_a', 'create table first_a ()');
  expect(await migrate(db.url, { folder })).toEqual(['20300101000000_a', '20300102000000_b']);
  expect(await migrate(db.url, { folder })).toEqual([]);
  expect(await recorded('20300101000000_a')).toEqual([
    {
      // printf 'create table first_a ()' | sha256sum
      checksum: '5555bc9d9036beac93f8458904a08c9a8182be9c66217de257092e99619dfc88',
      finished: true,
      applied_steps_count: 1,
    },
  ]);
});

test('processes that migrate at once apply each migration once', async () => {
  await writeMigration('20300103000000_c', 'create table at_once ()');
  const applied = await Promise.all([1, 2, 3].map(() => migrate(db.url, { folder })));
  expect(applied.flat()).toEqual(['20300103000000_c']);
});

test('of a migration that fails nothing is kept, and it can be run again', async () => {
  await writeMigration('20300104000000_d', 'create table half (); select 1 / 0');
  await expect(migrate(db.url, { folder })).rejects.toThrow('20300104000000_d failed');
  expect(await recorded('20300104000000_d')).toEqual([]);
  await writeMigration('20300104000000_d', 'create table half ()');
  expect(await migrate(db.url, { folder })).toEqual(['20300104000000_d']);
});

test('a migration waits for a lock for a short time only, so that the store does not wait behind it', async () => {
  await writeMigration(
    '20300106000000_f',
    "create table waited as select current_setting('lock_timeout') as for_lock",
  );
  await migrate(db.url, { folder });
  expect((await db.owner.query('select for_lock from waited')).rows).toEqual([{ for_lock: '10s' }]);
});

test('a migration that was edited after it was applied is refused', async () => {
  await writeMigration('20300105000000_e', 'create table edited ()');
  await migrate(db.url, { folder });
  await writeMigration('20300105000000_e', 'create table edited (a int)');
  await expect(migrate(db.url, { folder })).rejects.toThrow('was edited after it was applied');
});
