import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { inject } from 'vitest';
import { openPool } from '#app/platform/db.server.ts';
import { retryOnOutage } from '#app/queue/retry-on-outage.server.ts';
import { refuseUnbalanced } from '#tests/setup/balance-faults-of.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';
import { freePort } from '#tests/stack/free-port.ts';
import { startStack, type Stack, type StackOptions } from '#tests/stack/stack.ts';
import type { Child } from '#tests/stack/child.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A whole installation whose every part may be killed, under a supervisor that starts it again. */
export type TestEnvironment = {
  stack: Stack;
  shops: TestShop[];
  /**
   * Kills a process without warning; resolves when it is up again. The lease of a dead worker expires after six seconds of
   * silence, unless its silence is to count as over at once.
   */
  kill(which: Process, leaseExpiry?: LeaseExpiry): Promise<void>;
  /** Starts a worker beside the first, on a host whose clock may be off; its caller ends it. */
  anotherWorker(clockOffMs?: number): Promise<Child>;
  /** Expires the lease of a dead worker. */
  expireLease(worker: Child): Promise<void>;
  /** Stops PostgreSQL as a crash does. */
  stopDatabase(): Promise<void>;
  startDatabase(): Promise<void>;
  /** Queries as superuser, who sees every shop; waits while the database is unreachable. */
  ask<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /**
   * What processes said last that ended without being killed. A worker that was silent for too long must end; on a
   * machine too busy for it to show that it lives that is no fault.
   */
  crashes: string[];
  /** @throws when a mail, a banner or a run is not accounted for */
  close(): Promise<void>;
};

export type Process = 'web' | 'worker';
export type LeaseExpiry = 'after its silence' | 'at once';

/** Not synced to disk: the machine does not crash here, only the server does. */
const SETTINGS = ['fsync=off', 'shared_buffers=64MB'];
const RESTART_MS = 100;
const LAST_WORDS = 2_000;
const SILENCED = 'was silent for too long';

/** By what number a worker is known to the database; undefined before it is ready. */
export function fenceOf(worker: Child): string | undefined {
  return /"fence":(\d+)/.exec(worker.output())?.[1];
}

/** Starts an environment with so many installed shops. */
export async function openTestEnvironment(
  shopCount: number,
  options: Partial<Pick<StackOptions, 'webhooks' | 'lookup' | 'products' | 'scopes'>> = {},
): Promise<TestEnvironment> {
  const folder = await temporaryFolder('faults');
  // With their owner, which the server's program insists on.
  await promisify(execFile)('cp', ['-a', `${inject('environmentTemplate')}/.`, folder]);
  const settings = [...SETTINGS, `port=${String(await freePort())}`];
  let server = await guardedDatabase(folder, settings, { temporary: true });
  const installing = openPool(server.url, { max: 1, name: 'faults', connectMs: WAIT_MS });
  const shops: TestShop[] = [];
  for (let made = 0; made < shopCount; made += 1) shops.push(await installedShop(installing));
  await installing.end();
  // Connections break whenever the database stops; the next query opens another.
  const owner = new pg.Pool({ connectionString: server.url, max: 2 })
    .on('error', () => undefined)
    .on('connect', (client) => client.on('error', () => undefined));
  const stack = await startStack({
    databaseUrl: server.url,
    runtimeUrl: server.runtimeUrl,
    dataDir: join(folder, 'app'),
    clock: { now: Date.now },
    products: [],
    ...options,
  });

  const crashes: string[] = [];
  const killed = new WeakSet<Child>();
  const up: Record<Process, Promise<void>> = { web: Promise.resolve(), worker: Promise.resolve() };
  let closing = false;

  function superviseProcess(which: Process): void {
    const child = stack[which];
    void child.ended.then(() => {
      if (closing) return;
      const said = child.output().slice(-LAST_WORDS);
      if (!killed.has(child) && !said.includes(SILENCED)) crashes.push(`${which}: ${said}`);
      up[which] = startAgain(which);
    });
  }

  async function startAgain(which: Process): Promise<void> {
    while (!closing) {
      try {
        await stack.restart(which);
        return superviseProcess(which);
      } catch (error) {
        // Without a database a process does not start; its supervisor tries again.
        if (!(error instanceof Error && error.message.includes('ended before'))) throw error;
        await sleep(RESTART_MS);
      }
    }
  }

  async function expireLease(worker: Child): Promise<void> {
    const fence = fenceOf(worker);
    // One that was killed before it was ready has no work.
    if (fence === undefined) return;
    await ask("update heartbeat set beat_at = 'epoch' where fence = $1", [fence]);
  }

  async function ask<Row extends pg.QueryResultRow>(
    sql: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    const { rows } = await retryOnOutage(() => owner.query<Row>(sql, values));
    return rows;
  }

  superviseProcess('web');
  superviseProcess('worker');
  return {
    stack,
    shops,
    crashes,
    async kill(which, leaseExpiry = 'after its silence') {
      await up[which];
      const child = stack[which];
      killed.add(child);
      await child.kill('SIGKILL');
      if (leaseExpiry === 'at once') await expireLease(child);
      await up[which];
    },
    anotherWorker: (clockOffMs) => stack.anotherWorker(clockOffMs),
    expireLease,
    async stopDatabase() {
      await server.stop('immediate');
    },
    async startDatabase() {
      server = await guardedDatabase(folder, settings, { temporary: true });
    },
    ask,
    async close() {
      closing = true;
      await Promise.all([up.web, up.worker]);
      await stack.close();
      try {
        await refuseUnbalanced(server.url, owner);
      } finally {
        await owner.end();
        await server.stop('immediate');
        await rm(folder, { recursive: true });
      }
    },
  };
}
