import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { refuseUnbalanced } from '#tests/setup/balance-faults-of.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';
import { migrate } from '../../prisma/migrate.server.ts';

/** A database of its own for one measurement, with one shop in it: as superuser and as the login of the app. */
export type Bed = { url: string; runtimeUrl: string; owner: pg.Pool; shop: TestShop };

/** A database server with its default settings, as durable as PostgreSQL is. */
export type Lab = {
  /** Version of the server. */
  postgres: string;
  folder: string;
  say(line: string): void;
  /**
   * A fresh, migrated database, gone after the work.
   * @throws when a mail, a banner or a run is then not accounted for
   */
  withBed<T>(work: (bed: Bed) => Promise<T>): Promise<T>;
  /** The same for a baseline, which keeps no account. */
  withBareBed<T>(work: (bed: Bed) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export async function openLab(say: (line: string) => void): Promise<Lab> {
  // Not made by mkdtemp: the server may run as another user, who must be able to enter.
  const folder = join(tmpdir(), `tendril-bench-${String(process.pid)}`);
  await mkdir(folder);
  const server = await guardedDatabase(folder, [], { temporary: true });
  await migrate(server.url, { runtimeUrl: server.runtimeUrl });
  const maintenance = new URL(server.url);
  maintenance.pathname = 'postgres';
  const admin = new pg.Pool({ connectionString: maintenance.href, max: 1 });
  const { rows } = await admin.query<{ server_version: string }>('show server_version');

  async function withBareBed<T>(work: (bed: Bed) => Promise<T>): Promise<T> {
    const name = `bench_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`create database ${name} template tendril`);
    const url = new URL(server.url);
    url.pathname = name;
    const runtime = new URL(server.runtimeUrl);
    runtime.pathname = name;
    const owner = new pg.Pool({ connectionString: url.href, max: 2 });
    // The drop below may be faster than the goodbye of a connection.
    owner.on('error', () => undefined);
    try {
      const shop = await installedShop(owner);
      return await work({ url: url.href, runtimeUrl: runtime.href, owner, shop });
    } finally {
      await owner.end();
      await waitForDisconnects(admin, name);
      await admin.query(`drop database ${name} with (force)`);
    }
  }

  return {
    postgres: rows[0]?.server_version ?? 'unknown',
    folder,
    say,
    withBareBed,
    withBed: (work) =>
      withBareBed(async (bed) => {
        const result = await work(bed);
        await refuseUnbalanced(bed.url, bed.owner);
        return result;
      }),
    async close() {
      await admin.end();
      await server.stop('immediate');
      await rm(folder, { recursive: true });
    },
  };
}

/** Waits a second at most until no client is connected: a pool says that it ended before its connections did. */
async function waitForDisconnects(admin: pg.Pool, database: string): Promise<void> {
  for (let looks = 0; looks < 20; looks += 1) {
    const { rowCount } = await admin.query('select from pg_stat_activity where datname = $1', [
      database,
    ]);
    if (rowCount === 0) return;
    await pause(50);
  }
}
