import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  embeddedDatabase,
  removeEmbeddedDatabase,
  stopEmbeddedDatabase,
} from './embedded-database.server.ts';
import { commonTmpdir, reachableFor } from './unprivileged-user.server.ts';

let folder: string;

beforeEach(async () => {
  // Named so that the next run removes what a killed one leaves.
  folder = await mkdtemp(join(commonTmpdir(), `tendril-tests-${String(process.pid)}-`));
  // Root's server runs as nobody, who must be able to enter.
  await chmod(folder, 0o755);
});

afterEach(async () => {
  await stopEmbeddedDatabase(folder, 'immediate');
  await rm(folder, { recursive: true });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('processes that start at once share one server', async () => {
  const servers = await Promise.all([1, 2, 3].map(() => embeddedDatabase(folder)));
  expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
});

test('what was committed survives a crash of the server', async () => {
  const first = await embeddedDatabase(folder);
  await ask(first.url, 'create table kept as select 7 as answer');
  await first.stop('immediate');
  const second = await embeddedDatabase(folder);
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 7 }]);
});

test('the last process to release the server stops it, and none before', async () => {
  const server = await embeddedDatabase(folder);
  const guest = new pg.Client({ connectionString: server.url });
  await guest.connect();
  await server.release();
  expect((await guest.query('select 1 as here')).rows).toEqual([{ here: 1 }]);
  await guest.end();
  await server.release();
  await expect(ask(server.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a process that does nothing for a while still keeps the server', async () => {
  const idle = await embeddedDatabase(folder);
  const passing = await embeddedDatabase(folder);
  await passing.release();
  expect(await ask(idle.url, 'select 1 as here')).toEqual([{ here: 1 }]);
  await idle.release();
});

test('a connection without the password is refused', async () => {
  const server = await embeddedDatabase(folder);
  const url = new URL(server.url);
  url.password = 'guess';
  await expect(ask(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('what is removed is gone, wherever the server had to put it', async () => {
  const server = await embeddedDatabase(folder);
  await ask(server.url, 'create table gone (answer int)');
  await server.release();
  await removeEmbeddedDatabase(folder);
  const fresh = await embeddedDatabase(folder);
  expect(await ask(fresh.url, "select to_regclass('gone') as found")).toEqual([{ found: null }]);
  await fresh.release();
});

test('stopping where nothing runs does nothing', async () => {
  await mkdir(join(folder, 'cluster'));
  await expect(stopEmbeddedDatabase(folder, 'fast')).resolves.toBeUndefined();
});

test('a folder that only its owner can enter will do, even for root', async () => {
  await chmod(folder, 0o700);
  try {
    const server = await embeddedDatabase(folder);
    expect(await ask(server.url, 'select 1 as here')).toEqual([{ here: 1 }]);
  } finally {
    await stopEmbeddedDatabase(folder, 'immediate');
    const otherFolder = reachableFor(folder);
    if (otherFolder !== folder) await rm(otherFolder, { recursive: true });
  }
});
