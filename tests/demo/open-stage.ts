import { join } from 'node:path';
import pg from 'pg';
import { openPool } from '#app/platform/db.server.ts';
import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices } from '#tests/fixtures/orders/read-invoices.ts';
import { startStack, type StackOptions } from '#tests/stack/stack.ts';
import { openSpeedClock } from '#tests/store/front/speed-clock.ts';
import { DEMO_ZONE, periodOf, type Period } from './period.ts';
import type { Stage } from './play.ts';
import type { DemoSize } from './sizes.ts';

const STOCK = 5_000;

export type OpenStage = {
  stage: Stage;
  period: Period;
  close(): Promise<void>;
};

/**
 * Starts everything that a demo needs, on a migrated database: a store, the app's two processes, and a clock that
 * stands at the moment of the installation.
 * @param now real time of which the demo's period is calculated, epoch milliseconds
 */
export async function openStage(
  options: Pick<StackOptions, 'databaseUrl' | 'runtimeUrl' | 'dataDir' | 'ports'>,
  size: DemoSize,
  now: number,
): Promise<OpenStage> {
  const record = await readInvoices();
  const period = periodOf(now, size.liveDays);
  const clockFile = join(options.dataDir, 'clock.json');
  const clock = openSpeedClock(clockFile, {
    realMs: Date.now(),
    virtualMs: period.installedAt,
    rate: 0,
  });
  const stack = await startStack({
    ...options,
    clock,
    clockFile,
    products: productsOf(record, { top: size.products, stock: STOCK }),
    timezone: DEMO_ZONE,
  });
  const pool = openPool(options.databaseUrl, { max: 2, name: 'demo' });
  const owner = new pg.Pool({ connectionString: options.databaseUrl, max: 1 });
  return {
    stage: { stack, clock, pool, owner, record },
    period,
    async close() {
      await stack.close();
      await Promise.all([pool.end(), owner.end()]);
    },
  };
}
