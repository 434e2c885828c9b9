import type pg from 'pg';
import type { Logger } from 'pino';
import { eachShop } from '#app/engine/each-shop.server.ts';
import { fadePairs } from '#app/catalog/store/save-pairs.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { deleteOldCounts } from '#app/events/inbox/data-issues.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { changedSince, WATCHED } from '#app/shopify/operations/changed-since.ts';
import { countProducts } from '#app/catalog/store/list-products.server.ts';
import { askedGids, noteDeletedOrders, ordersToAskAbout } from './find-deleted-orders.server.ts';
import {
  forgetRuns,
  lastWholeCatalog,
  noteUnchanged,
  openRun,
  watermarks,
} from './store/import-runs.server.ts';
import { dueReconciles, postponeReconcile } from './store/due-reconciles.server.ts';
import { costsDueSince, installationTime, saveStorefront } from './store/import-shop.server.ts';
import type { ImportKind } from './import-run.ts';

/** Shopify's search may know of an update a little after it happened, and clocks differ. */
const OVERLAP_MS = 10 * MINUTE;
const KEPT_MS = 7 * DAY;

/**
 * Compares a shop with Shopify: webhooks may be lost for good. One request asks whether anything changed since
 * the last comparison; what did is then read in bulk, a few requests however much it is. What was known
 * already has the same ids and changes nothing.
 */
export async function reconcile(
  { pool, clock, logger, admin }: AdminContext,
  shopId: string,
): Promise<void> {
  const now = clock.now();
  await inShop(pool, shopId, (client) => deleteOldCounts(client, shopId, now));
  const { known, catalog, asked } = await inShop(pool, shopId, async (client) => ({
    known: await watermarks(client, shopId),
    catalog: await knownCatalog(client, shopId),
    asked: await ordersToAskAbout(client, shopId, now),
  }));
  const beginning = await installationTime(pool, shopId);
  if (beginning === null) return;
  const from = (kind: ImportKind) => (known.get(kind) ?? beginning) - OVERLAP_MS;
  const since = {
    customers: from('customers'),
    orders: from('orders'),
    products: from('products'),
    // What is in a collection is sent by no webhook, so all of them are read once.
    collections: known.has('collections') ? from('collections') : 0,
  };
  const answer = await changedSince(admin, since, askedGids(asked));
  if (answer.outcome === 'failed')
    throw new Error(`Shopify gave no usable answer (${answer.reason}); the job is tried again.`);
  await inShop(pool, shopId, async (client) => {
    if (answer.outcome === 'throttled')
      await enqueueJob(client, shopId, 'reconcile', answer.retryAfterMs);
    if (answer.outcome !== 'ok' && answer.outcome !== 'redacted') {
      // The next comparison, an hour later, asks about all that was missed.
      logger.warn({ shopId, outcome: answer.outcome }, 'not compared with Shopify');
      return;
    }
    // No webhook says which domains a shop has: one that is added or taken away is noticed here.
    await saveStorefront(client, shopId, answer.data.storefront);
    // What is only not shown to the app is not gone.
    if (answer.outcome === 'ok')
      await noteDeletedOrders(client, shopId, asked, answer.data.foundOrders, now);
    for (const kind of WATCHED) {
      const run = { kind, purpose: 'changes' as const, since: since[kind], until: now };
      if (kind === 'products' && isWholeDue(catalog, answer.data.productCount, now))
        await openRun(client, shopId, { ...run, since: null });
      else if (answer.data[kind]) await openRun(client, shopId, run);
      else await noteUnchanged(client, shopId, run);
    }
    // Of companies it cannot be asked cheaply, and not every shop has them: they are read once a day.
    const companies = known.get('companies') ?? 0;
    if (now - companies > DAY) {
      const from = Math.max(0, companies - OVERLAP_MS);
      await openRun(client, shopId, {
        kind: 'companies',
        purpose: 'changes',
        since: from,
        until: now,
      });
    }
    await forgetRuns(client, shopId, now - KEPT_MS);
    await fadePairs(client, shopId, now);
    await enqueueJob(client, shopId, 'audiences');
    await enqueueJob(client, shopId, 'import');
  });
}

/** `areCostsDue`: no one has read yet what the products cost. */
type KnownCatalog = { products: number; wholeAt: number | null; areCostsDue: boolean };

async function knownCatalog(client: ShopClient, shopId: string): Promise<KnownCatalog> {
  return {
    products: await countProducts(client, shopId),
    wholeAt: await lastWholeCatalog(client, shopId),
    areCostsDue: (await costsDueSince(client, shopId)) !== null,
  };
}

/**
 * Whether all products are to be read again. A deleted product leaves nothing behind that could be asked for, but the count:
 * when it differs they are, at most once a day, for a webhook may merely be under way. So they are until it is known what they
 * cost: of a shop from before costs were read, no product that does not change would ever say it.
 */
function isWholeDue(
  { products, wholeAt, areCostsDue }: KnownCatalog,
  count: number,
  now: number,
): boolean {
  return areCostsDue || (products !== count && now - (wholeAt ?? 0) > DAY);
}

/** Enqueues the comparison of the shops whose hour has come, by the database's clock. */
export async function enqueueReconciles(pool: pg.Pool, logger: Logger): Promise<void> {
  await eachShop(pool, await dueReconciles(pool), logger, async (client, id) => {
    if (await postponeReconcile(client, id)) await enqueueJob(client, id, 'reconcile');
  });
}
