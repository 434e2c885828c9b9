import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { percentOf } from '#app/imports/shopify/progress.ts';
import { openRuns } from '#app/imports/shopify/store/import-runs.server.ts';
import { IMPORT_KINDS } from '#app/imports/shopify/import-run.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import type { Stack } from '#tests/stack/stack.ts';
import { workDone } from '#tests/stack/work-left.ts';
import { pressInAdmin } from './merchant.ts';
import type { DemoContext } from './pass-time.ts';
import type { ProgressBar } from './progress-bar.ts';

/** What an import is of, in hundredths of each kind of object. */
export const IMPORT_TOTAL = IMPORT_KINDS.length * 100;

/**
 * Imports the history as a merchant does, by the button on the page of the import: the app asks for bulk files and
 * reads them. Shows the progress.
 */
export async function importHistory(
  stack: Stack,
  context: DemoContext,
  progress: ProgressBar,
): Promise<void> {
  await pressInAdmin(stack, { path: '/app/import', route: 'app.import' }, { intent: 'start' });
  const shopId = shopIdOf(context.store.options.shopDomain);
  await workDone(context, async () => {
    const open = await openKinds(context.pool, shopId);
    const left = open.reduce((sum, { percent }) => sum + 100 - percent, 0);
    const reading = open.find(({ percent }) => percent > 0) ?? open[0];
    progress.update(IMPORT_TOTAL - left, reading?.kind ?? 'done');
  });
  progress.stop();
}

async function openKinds(
  pool: pg.Pool,
  shopId: string,
): Promise<{ kind: string; percent: number }[]> {
  const runs = await inShop(pool, shopId, (client) => openRuns(client, shopId));
  return runs.map((run) => ({ kind: run.kind, percent: percentOf(run) ?? 0 }));
}
