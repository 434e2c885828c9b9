import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { runImports, type ImportServices } from '#app/imports/shopify/import.server.ts';
import { openRuns } from '#app/imports/shopify/store/import-runs.server.ts';
import { startHistory } from '#app/imports/shopify/start-import.server.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import type { StoreAdmin } from '#tests/setup/store-admin.ts';
import type { Received } from '#tests/store/test-app.ts';

const POLL_MS = 5;
/** Webhooks stored in one statement. */
const AT_ONCE = 500;

/** What the job needs, at a moment. */
export async function importServices(
  pool: pg.Pool,
  admin: StoreAdmin,
  now: number,
): Promise<ImportServices> {
  return { ...(await workerAt(pool, now)), admin, localStore: admin.storeUrl };
}

/** Imports the history of a shop to its end. */
export async function importHistory(services: ImportServices, shopId: string): Promise<void> {
  await inShop(services.pool, shopId, (client) =>
    startHistory(client, shopId, services.clock.now()),
  );
  await finishImports(services, shopId);
}

/** Runs the job, as the queue does, until nothing is under way any more. */
export async function finishImports(
  services: ImportServices,
  shopId: string,
  onError: (error: unknown) => void = (error) => {
    throw error;
  },
): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    try {
      await runImports(services, shopId);
      const open = await inShop(services.pool, shopId, (client) => openRuns(client, shopId));
      if (open.length === 0) return;
    } catch (error) {
      onError(error);
    }
    if (performance.now() > deadline) throw new Error('The import does not come to an end.');
    await sleep(POLL_MS);
  }
}

/** Stores what the app's webhook address was sent, as its handler does. */
export async function deliver(
  pool: pg.Pool,
  shopId: string,
  received: readonly Received[],
): Promise<void> {
  const deliveries = received.map(({ topic, webhookId, headers, body }) => {
    const at = Date.parse(headers.get('x-shopify-triggered-at') ?? '');
    return { key: webhookId, topic, receivedAt: at, triggeredAt: at, body: Buffer.from(body) };
  });
  for (let from = 0; from < deliveries.length; from += AT_ONCE)
    await inShop(pool, shopId, (client) =>
      storeDeliveries(client, shopId, deliveries.slice(from, from + AT_ONCE)),
    );
}

/** What a shop knows of its people and their orders, in words that do not depend on how it was received. */
export async function knownRecords(
  owner: pg.Pool,
  shopId: string,
): Promise<Record<'people' | 'orders' | 'products' | 'companies' | 'collections', unknown[]>> {
  const rows = async (sql: string) => (await owner.query<object>(sql, [shopId])).rows;
  return {
    people: await rows(
      // Without Shopify's own count of a customer's orders: the local store dates no customer by their orders. Without
      // the mails that were sent for it, and without when all tags were read, which only an import does. When in its second
      // a record was so, only a webhook says; whether a return is open, only an import.
      `select email, orders, spent_minor, subscribed,
         regexp_replace((state::jsonb - 'summary' - 'tagLists' #- '{signals,mail_sent}')::text,
           '"(at|goneAt)": (\\d+)\\d{3}', '"\\1": \\2', 'g') as state
       from profile where shop_id = $1 order by email, state::text`,
    ),
    orders: await rows(
      `select order_id, name, placed_at, cancelled_at, total_minor, refunded_minor,
         snapshot::jsonb - 'subsecond' - 'returns' as snapshot
       from purchase where shop_id = $1 order by order_id`,
    ),
    products: await rows(
      `select product.id, product.title, status, vendor, product_type, variant.id as variant, sku, price_minor,
         currency, inventory
       from product join variant on variant.shop_id = product.shop_id and variant.product_id = product.id
       where product.shop_id = $1 order by product.id, variant.id`,
    ),
    companies: await rows(
      `select account.name, account.external_id, contact.customer_id, contact.title, place.name as place
       from account
       join account_contact as contact
         on contact.shop_id = account.shop_id and contact.company_gid = account.company_gid
       join account_location as place
         on place.shop_id = account.shop_id and place.company_gid = account.company_gid
       where account.shop_id = $1 order by contact.customer_id`,
    ),
    collections: await rows(
      `select title, product_id from collection
       join collection_product on collection_product.shop_id = collection.shop_id and collection_id = id
       where collection.shop_id = $1 order by title, product_id`,
    ),
  };
}
