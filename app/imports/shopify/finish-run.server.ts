import type pg from 'pg';
import { removeMissingProducts } from '#app/catalog/save-catalog.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { endRun, isWhole } from './store/import-runs.server.ts';
import { makePredictionsDue, noteCostsRead } from './store/import-shop.server.ts';
import type { ImportRun } from './import-run.ts';

/**
 * Ends a run whose file was read to its end. After a reading of all products those that Shopify no longer has
 * are forgotten; not when one could not be read, because it may be there nevertheless.
 * @param now epoch milliseconds
 */
export async function finishRun(
  pool: pg.Pool,
  shopId: string,
  run: Pick<ImportRun, 'id' | 'kind' | 'since' | 'until'>,
  now: number,
): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    await claimShop(client, shopId);
    if (run.kind === 'products' && run.since === null && (await isWhole(client, shopId, run.id)))
      await removeMissingProducts(client, shopId, run.until);
    await endRun(client, shopId, run.id, { state: 'done', error: null, now });
    if (run.kind === 'products' && run.since === null)
      await noteCostsRead(client, shopId, run.until);
    // With all earlier orders known there is something to learn from.
    if (run.kind === 'orders' && run.since === null) await makePredictionsDue(client, shopId);
  });
}
