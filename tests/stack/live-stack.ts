import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { commonTmpdir } from '#app/platform/unprivileged-user.server.ts';
import { refuseUnbalanced } from '#tests/setup/balance-faults-of.ts';
import { openDnsServer, type DnsServer } from '#tests/setup/open-dns-server.ts';
import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices } from '#tests/fixtures/orders/read-invoices.ts';
import { openSpeedClock } from '#tests/store/front/speed-clock.ts';
import { migrate } from '../../prisma/migrate.server.ts';
import { ensureBuild } from './build.ts';
import { guardedDatabase } from './guarded-database.ts';
import { startStack, type Stack } from './stack.ts';
import { workDone } from './work-left.ts';

/** The whole environment, installed in its store, with time controlled by the test. */
export type LiveStack = Stack & {
  /** Says what is asked about sending domains; empty at first. */
  dns: DnsServer;
  /** Waits until nothing is under way. */
  settled(): Promise<void>;
  /** Lets hours of simulated time pass, and everything happen that they make due. */
  passTime(hours: number): Promise<void>;
  /** Lets time pass until ten in the morning of the next day, when no shop has quiet hours. */
  untilMorning(): Promise<void>;
};

const MORNING = Date.parse('2026-11-23T10:00:00Z');
const PRODUCTS = 24;

/**
 * Builds the app, starts the whole environment on an empty database, and takes it down after the work.
 * @throws when a mail, a banner or a run is then not accounted for
 */
export async function withLiveStack(use: (stack: LiveStack) => Promise<void>): Promise<void> {
  await ensureBuild();
  const dataDir = await mkdtemp(join(commonTmpdir(), 'tendril-e2e-'));
  await chmod(dataDir, 0o755);
  const database = await guardedDatabase(dataDir, ['fsync=off', 'full_page_writes=off'], {
    temporary: true,
  });
  try {
    const { url: databaseUrl, runtimeUrl } = database;
    await migrate(databaseUrl, { runtimeUrl });
    await withStackOn({ databaseUrl, runtimeUrl }, dataDir, use);
  } finally {
    await database.stop('immediate');
    await rm(dataDir, { recursive: true });
  }
}

async function withStackOn(
  urls: { databaseUrl: string; runtimeUrl: string },
  dataDir: string,
  use: (stack: LiveStack) => Promise<void>,
): Promise<void> {
  const clockFile = join(dataDir, 'clock.json');
  const clock = openSpeedClock(clockFile, { realMs: Date.now(), virtualMs: MORNING, rate: 1 });
  const products = productsOf(await readInvoices(), { top: PRODUCTS, stock: 500 });
  const dns = await openDnsServer();
  const settings = { DNS_SERVERS: dns.address, MAIL_DKIM_KEY: mailKey() };
  const stack = await startStack({ ...urls, dataDir, clock, clockFile, products, settings });
  const owner = new pg.Pool({ connectionString: urls.databaseUrl, max: 1 });
  const processes = () => [stack.web, stack.worker];
  const watched = { store: stack.store, clock, owner, processes };
  async function pass(ms: number): Promise<void> {
    await workDone(watched);
    clock.skip(ms);
    await workDone(watched);
  }
  try {
    await stack.install();
    await use({
      ...stack,
      dns,
      settled: () => workDone(watched),
      passTime: (hours) => pass(hours * HOUR),
      untilMorning: () => pass(DAY - ((clock.now() - MORNING) % DAY)),
    });
    await refuseUnbalanced(urls.databaseUrl, owner);
  } finally {
    await owner.end();
    await stack.close();
    await dns.close();
  }
}

/** With it a shop can prove its domain. */
function mailKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return Buffer.from(pem).toString('base64');
}
