import type pg from 'pg';
import { inShop } from '#app/db.server.ts';
import type { DrainServices } from '#app/engine/drain.server.ts';
import { wake } from '#app/jobs/queue.server.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { changedSince } from '#app/shopify/operations/changed-since.ts';
import { forgetRuns, noteUnchanged, openRun, watermarks } from './import-runs.server.ts';
import { IMPORT_KINDS, type ImportKind } from './import-run.ts';

type ReconcileServices = Pick<DrainServices, 'pool' | 'clock'> & { admin: AdminClient };

/** Shopify's search may know of an update a little after it happened, and clocks differ. */
const OVERLAP_MS = 10 * MINUTE;
const KEPT_MS = 7 * DAY;

/**
 * Compares a shop with Shopify: webhooks may be lost for good. One request asks whether anything changed since
 * the last comparison; what did is then read in bulk, a few requests however much it is. What was known
 * already has the same ids and changes nothing.
 */
export async function reconcile(
  { pool, clock, admin }: ReconcileServices,
  shopId: string,
): Promise<void> {
  const now = clock.now();
  const known = await inShop(pool, shopId, (client) => watermarks(client, shopId));
  const beginning = await installedAt(pool, shopId);
  if (beginning === null) return;
  const from = (kind: ImportKind) => (known.get(kind) ?? beginning) - OVERLAP_MS;
  const since = {
    customers: from('customers'),
    orders: from('orders'),
    products: from('products'),
  };
  const answer = await changedSince(admin, since);
  if (answer.outcome === 'failed')
    throw new Error(`Shopify gave no usable answer (${answer.reason}); the job is tried again.`);
  await inShop(pool, shopId, async (client) => {
    if (answer.outcome === 'throttled')
      await wake(client, shopId, 'reconcile', answer.retryAfterMs);
    if (answer.outcome !== 'ok' && answer.outcome !== 'redacted') return;
    for (const kind of IMPORT_KINDS) {
      const run = { kind, purpose: 'changes' as const, since: since[kind], until: now };
      if (answer.data[kind]) await openRun(client, shopId, run);
      else await noteUnchanged(client, shopId, run);
    }
    await forgetRuns(client, shopId, now - KEPT_MS);
    await wake(client, shopId, 'import');
  });
}

/** Wakes the comparison of the shops whose hour has come, by the database's clock. */
export async function wakeReconciles(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from shop where reconcile_due_at <= now() and uninstalled_at is null limit 1000`,
  );
  for (const { id } of rows) {
    await inShop(pool, id, async (client) => {
      const { rowCount } = await client.query(
        `update shop set reconcile_due_at = now() + interval '1 hour'
         where id = $1 and reconcile_due_at <= now()`,
        [id],
      );
      // Another worker may have been faster.
      if (rowCount === 1) await wake(client, id, 'reconcile');
    });
  }
}

/** Epoch milliseconds; null when the shop is uninstalled. */
async function installedAt(pool: pg.Pool, shopId: string): Promise<number | null> {
  const { rows } = await pool.query<{ installed_at: number }>(
    'select installed_at from shop where id = $1 and uninstalled_at is null',
    [shopId],
  );
  return rows[0]?.installed_at ?? null;
}
