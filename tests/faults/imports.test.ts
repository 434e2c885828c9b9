import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices, type Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import { importHistory, importServices, knownRecords } from '#tests/import/import-environment.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { eventually } from '#tests/stack/stack.ts';
import { startTestApp, type Received } from '#tests/store/test-app.ts';
import { mapConcurrently, openCaller, statuses, retryUntilStored } from './caller.ts';
import { openWorkerPool, type WorkerPool } from './worker-pool.ts';
import { openTestEnvironment } from './environment.ts';
import { reportProof } from './report-proof.ts';
import { SIZES } from './sizes.ts';

const SEED = 905;
/** Shopify's own limit; a few recorded invoices have more. */
const MOST_LINES = 500;
const LOST_SHARE = 0.1;
const LATE_SHARE = 0.05;
const OBJECTS_A_REQUEST = 50;
const WEBHOOKS_AT_ONCE = 20;
/** How long a worker may read before it is killed at the latest, milliseconds. */
const LONGEST_LIFE_MS = 250;

const random = openRandomSource(SEED);
const { imported, compared } = SIZES;
const recorded = (await readInvoices()).slice(0, imported.invoices + compared.invoices);
const products = productsOf(recorded);
const skus = new Set(products.map(({ sku }) => sku));

// What the store sends comes here first, so that the test decides what of it the app receives, and when.
const network = await startTestApp();
const environment = await openTestEnvironment(0, {
  products,
  scopes: 'read_customers,read_orders,read_all_orders,read_fulfillments,read_products',
});
const { store } = environment.stack;
store.appUrl = network.url;
const shopId = shopIdOf(store.options.shopDomain);
const pool = openPool(environment.stack.databaseUrl, {
  max: 4,
  name: 'faults',
  connectMs: WAIT_MS,
  ring: environment.stack.ring,
});
const owner = new pg.Pool({ connectionString: environment.stack.databaseUrl, max: 1 }).on(
  'error',
  () => undefined,
);
afterAll(async () => {
  await Promise.all([pool.end(), owner.end()]);
  await environment.close();
  await network.close();
});

test('A1 an import whose workers and database are killed over and over ends byte for byte as one that nothing disturbed', async (context) => {
  for (const invoice of recorded.slice(0, imported.invoices)) happen(invoice);
  await store.webhooks.idle();
  const workers = await openWorkerPool(environment, 2);
  onTestFinished(() => workers.close());
  store.adminFaults.bulkPauseMs = 60;
  await environment.stack.install();
  const kills = await disturb(workers, shuffledFaults());
  store.adminFaults.bulkPauseMs = 0;
  await eventually('the import done', async () => (await openRuns()) === 0);

  const calm = await importedCalmly();
  const difference = await differenceBetween(calm, shopId);
  reportProof(context, {
    promise: 'A1 a killed import goes on where it was',
    size: `${String(await countOf('event', shopId))} events of ${String(imported.invoices)} invoices, ${String(kills)} kills`,
    ...difference,
  });
  expect(kills).toBeGreaterThan(0);
  expect(difference).toEqual({ lost: 0, duplicated: 0, unexpected: 0 });
  expect(await knownRecords(owner, shopId)).toEqual(await knownRecords(owner, calm));
  expect(await countOf('effect', shopId)).toBe(0);
  expect(environment.crashes).toEqual([]);
});

test('A6 what Shopify never sent or sent a day late is found by one comparison, through kills and refused requests', async (context) => {
  network.received.length = 0;
  // Times of Shopify are of whole seconds.
  const at = Math.floor(Date.now() / SECOND) * SECOND;
  for (const invoice of recorded.slice(imported.invoices)) happen(invoice, at);
  await store.webhooks.idle();
  const outcomes = network.received.map((webhook, place) => ({
    webhook,
    outcome: outcomeOf(place),
  }));
  const of = (outcome: string) =>
    outcomes.filter((one) => one.outcome === outcome).map((one) => one.webhook);
  await deliverHeld(of('sent'));

  const workers = await openWorkerPool(environment, 1);
  onTestFinished(() => workers.close());
  Object.assign(store.adminFaults, { throttledShare: 0.2, requests: 0, bulkPauseMs: SECOND });
  const startedAt = new Date();
  await inShop(pool, shopId, (client) => enqueueJob(client, shopId, 'reconcile'));
  const faults = Array.from({ length: compared.workerKills }, () => 'worker' as const);
  const kills = await disturb(workers, faults, startedAt);
  store.adminFaults.bulkPauseMs = 0;
  await eventually('the comparison done', async () => (await openRuns(startedAt)) === 0);
  await eventually('everything processed', async () => (await countOf('inbox', shopId)) === 0);
  const { requests, stateRequests } = store.adminFaults;
  store.adminFaults.throttledShare = 0;

  const calm = await importedCalmly();
  const truth = await knownRecords(owner, calm);
  const found = await knownRecords(owner, shopId);
  const placed = (orders: unknown[]) => new Set(orders.map((order) => JSON.stringify(order)));
  const [wanted, got] = [placed(truth.orders), placed(found.orders)];
  const objects = store.shop.orders.size + store.shop.customers.size;
  reportProof(context, {
    promise: 'A6 what was never sent is found',
    size: `${String(outcomes.length)} webhooks, ${String(of('lost').length)} lost, ${String(of('late').length)} late, ${String(kills)} kills`,
    lost: [...wanted].filter((order) => !got.has(order)).length,
    duplicated: found.orders.length - got.size,
    unexpected: [...got].filter((order) => !wanted.has(order)).length,
    note: `${String(requests)} requests for ${String(objects)} objects, ${String(stateRequests)} for the state of their files`,
  });
  expect(kills).toBeGreaterThan(0);
  expect(found.orders).toHaveLength(store.shop.orders.size);
  expect(found).toEqual(truth);
  expect(requests).toBeLessThanOrEqual(Math.ceil(objects / OBJECTS_A_REQUEST));

  // What was only late comes when everything is known, and changes nothing any more.
  await deliverHeld(of('late'));
  await eventually('late ones processed', async () => (await countOf('inbox', shopId)) === 0);
  expect(await knownRecords(owner, shopId)).toEqual(truth);
  await eventually('mails settled', async () => (await mailsOpen()) === 0);
  const mailed = [...store.mailbox.ledger.values()];
  expect(mailed.length).toBeGreaterThan(0);
  expect(mailed.filter((times) => times > 1)).toEqual([]);
  expect(environment.crashes).toEqual([]);
});

function happen(invoice: Invoice, at = invoice.at): void {
  // Postage and fees are no products; the API names no product for them where a webhook repeats an id.
  const lines = invoice.lines.filter(({ sku }) => skus.has(sku)).slice(0, MOST_LINES);
  store.shop.replayInvoice({ ...invoice, lines }, { at });
}

type Fault = 'worker' | 'database';

/**
 * Kills workers and stops the database while something is imported. Files wait for the first kill, so that there is
 * one on every machine; the others come as long as the import lasts.
 * @param since imports that were asked for before are no concern
 * @returns how many there were
 */
async function disturb(
  workers: WorkerPool,
  faults: readonly Fault[],
  since = new Date(0),
): Promise<number> {
  store.adminFaults.isBulkHeld = true;
  let made = 0;
  for (let fault = faults[made]; fault !== undefined; fault = faults[made]) {
    await eventually(
      'the import under way or over',
      async () =>
        (await openRuns(since)) === 0 ||
        ((await workers.holder('import')) !== undefined && (await mayDieHere())),
    );
    await sleep(random.between(0, LONGEST_LIFE_MS));
    if ((await openRuns(since)) === 0) break;
    if (fault === 'worker') {
      const holder = await workers.holder('import');
      if (!holder) continue;
      await workers.kill(holder);
    } else {
      await environment.stopDatabase();
      await environment.startDatabase();
    }
    made += 1;
    store.adminFaults.isBulkHeld = false;
  }
  return made;
}

function shuffledFaults(): Fault[] {
  const { workerKills, databaseStops } = imported;
  const total = workerKills + databaseStops;
  return Array.from({ length: total }, (_, place) =>
    place % Math.floor(total / databaseStops) === 4 ? 'database' : 'worker',
  );
}

/** Decided by place, so that each run loses the same ones. */
function outcomeOf(place: number): 'lost' | 'late' | 'sent' {
  const share = ((place * 7_919) % 1_000) / 1_000;
  if (share < LOST_SHARE) return 'lost';
  return share < LOST_SHARE + LATE_SHARE ? 'late' : 'sent';
}

/** Delivers held webhooks to the app's webhook handler. */
async function deliverHeld(webhooks: readonly Received[]): Promise<void> {
  const caller = openCaller(WEBHOOKS_AT_ONCE);
  onTestFinished(() => caller.close());
  const answers = await mapConcurrently(webhooks, WEBHOOKS_AT_ONCE, ({ headers, body }) => {
    const shopifys = [...headers].filter(([name]) => name.startsWith('x-shopify-'));
    const call = { headers: Object.fromEntries(shopifys), body };
    return retryUntilStored(() => caller.call(environment.stack.appUrl, call));
  });
  expect(statuses(answers)).toEqual({ 200: webhooks.length });
}

/** Imports of the shop that are not over; of those asked for since a moment, 0 only when there were some. */
async function openRuns(since = new Date(0)): Promise<number> {
  const [row] = await environment.ask<{ open: number; all: number }>(
    `select count(*) filter (where state in ('asking', 'preparing', 'reading'))::int as open,
       count(*)::int as all from import_run where shop_id = $1 and until >= $2`,
    [shopId, since],
  );
  return row?.all === 0 ? Number.NaN : (row?.open ?? Number.NaN);
}

/**
 * Whether no worker is known to have died where the import stands now, and the one that is at it has begun. At a second
 * death at one place the app stops trying, so that the next kill waits until the import went on.
 */
async function mayDieHere(): Promise<boolean> {
  const rows = await environment.ask(
    `select from job_attempt attempt join import_run run on run.shop_id = $1 and run.id::text = attempt.input
      where attempt.shop_id = $1
        and (attempt.deaths > 0 and attempt.progress = run.bytes_done::text
          or not exists (select from graphile_worker.jobs job join heartbeat on job.locked_by = any (queue_workers)
               where job.task_identifier = 'import' and heartbeat.fence = attempt.fence and released_at is null))`,
    [shopId],
  );
  return rows.length === 0;
}

let calmShops = 0;
/** An import reuses a file of the last minutes that was made for the same query; the next needs its own. */
const APART_MS = 10 * MINUTE;

/** Another shop that imports the same, and nothing disturbs it. */
async function importedCalmly(): Promise<string> {
  const domain = `calm-${String((calmShops += 1))}.myshopify.com`;
  const id = idOf('shop', domain);
  await environment.ask(
    `insert into shop (id, domain, name, email, currency, time_zone, country, storefront_url, installed_at)
     select $2, $3, name, email, currency, time_zone, country, storefront_url, installed_at from shop where id = $1`,
    [shopId, id, domain],
  );
  const now = Date.now() + calmShops * APART_MS;
  const services = await importServices(pool, storeAdmin(store), now);
  // This process shows no signs of life of its own.
  await environment.ask("update heartbeat set beat_at = 'infinity' where id = $1", [
    services.heartbeat.id,
  ]);
  await importHistory(services, id);
  return id;
}

async function differenceBetween(
  one: string,
  other: string,
): Promise<{ lost: number; duplicated: number; unexpected: number }> {
  const [row] = await environment.ask<{ lost: number; duplicated: number; unexpected: number }>(
    `with one as (select id from event where shop_id = $1),
          other as (select id from event where shop_id = $2 and topic not like 'tendril/%')
     select (select count(*)::int from one where id not in (select id from other)) as lost,
            (select (count(*) - count(distinct id))::int from other) as duplicated,
            (select count(*)::int from other where id not in (select id from one)) as unexpected`,
    [one, other],
  );
  if (!row) throw new Error('Nothing could be compared.');
  return row;
}

async function countOf(table: 'event' | 'effect' | 'inbox', shop: string): Promise<number> {
  const [row] = await environment.ask<{ count: number }>(
    `select count(*)::int as count from ${table} where shop_id = $1`,
    [shop],
  );
  return row?.count ?? Number.NaN;
}

async function mailsOpen(): Promise<number> {
  const [row] = await environment.ask<{ open: number }>(
    "select count(*)::int as open from effect where state in ('ready', 'attempted') and due_at <= now()",
  );
  return row?.open ?? Number.NaN;
}
