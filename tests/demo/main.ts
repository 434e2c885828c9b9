/**
 * `npm run demo`: a store comes alive. Starts database, store, mailbox, web process and worker, replays real
 * orders and simulated shoppers on a fast clock, prints what came of it and stays open to be looked at.
 * With `--once` it prints and ends; it fails when the balance of mails does not hold.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '#app/db.server.ts';
import { removeEmbeddedDatabase } from '#app/embedded-database.server.ts';
import { DAY, HOUR, SECOND } from '#app/lib/duration.ts';
import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices } from '#tests/fixtures/orders/read-invoices.ts';
import { ensureBuild } from '#tests/stack/build.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';
import { settle } from '#tests/stack/settle.ts';
import { startStack, type Stack } from '#tests/stack/stack.ts';
import { openSpeedClock, type SpeedClock } from '#tests/store/front/speed-clock.ts';
import { migrate } from '../../prisma/migrate.server.ts';
import { openAgenda } from './agenda.ts';
import { applyForWholesale, confirmAddress } from './applicants.ts';
import { openChance } from './chance.ts';
import { letTimePass } from './let-time-pass.ts';
import { showProgress } from './progress.ts';
import { invoicesToReplay, planReplay, shiftOf } from './replay.ts';
import { planShoppers } from './shoppers.ts';
import { summarise, summaryTable } from './summary.ts';

const once = process.argv.includes('--once');
const DATA_DIR = '.data/demo';
const SHOPPERS = 300;
const PRODUCTS = 80;
const PORTS = { web: 3000, store: 4000, smtp: 4025 };

say('Tendril demo: a store comes alive.');
await removeEmbeddedDatabase(DATA_DIR);
await rm(DATA_DIR, { recursive: true, force: true });
say('Building the admin pages (only after a change) and starting PostgreSQL …');
const [, database] = await Promise.all([
  ensureBuild(),
  guardedDatabase(DATA_DIR, [], { temporary: false }),
]);
await migrate(database.url, { runtimeUrl: database.runtimeUrl });

const record = await readInvoices();
const invoices = invoicesToReplay(record);
const realMs = Date.now();
const shift = shiftOf(invoices, realMs);
const from = (invoices[0]?.at ?? 0) + shift - HOUR;
const until = (invoices.at(-1)?.at ?? 0) + shift + HOUR;
const clockFile = join(DATA_DIR, 'clock.json');
const clock = openSpeedClock(clockFile, { realMs, virtualMs: from, rate: 0 });
const stack = await startStack({
  databaseUrl: database.url,
  runtimeUrl: database.runtimeUrl,
  dataDir: DATA_DIR,
  clock,
  clockFile,
  products: productsOf(record, { top: PRODUCTS, stock: 5_000 }),
  ports: PORTS,
});
const pool = openPool(database.url, { max: 2, name: 'demo' });

let failed = false;
try {
  await stack.install();
  say(addresses(stack));
  failed = !(await replay(stack, clock));
  if (!once) await stayOpen(stack, clock);
} finally {
  await pool.end();
  await stack.close();
  await database.stop();
}
process.exitCode = failed ? 1 : 0;

/** Lets the recorded weeks pass and prints what came of them; says whether the balance of mails holds. */
async function replay({ store }: Stack, speed: SpeedClock): Promise<boolean> {
  const agenda = openAgenda();
  const chance = openChance(2026);
  for (const { variantId } of store.shop.products.values()) {
    agenda.at(from, () => void store.shop.setStock(variantId, 2_000, { at: from }));
  }
  const orders = planReplay(invoices, shift, store, agenda, chance);
  const shoppers = planShoppers(
    SHOPPERS,
    { from: from + DAY, to: until - 2 * HOUR },
    store,
    agenda,
    chance,
  );
  agenda.at(until - 9 * DAY, () => applyForWholesale(store, 0, Date.now()));
  agenda.at(until - 8 * DAY, async () => {
    // A day is less than a second here: on a busy machine the mail may not be there yet.
    speed.setRate(0);
    await settle({ store, clock: speed, pool });
    await confirmAddress(store, 0);
  });
  agenda.at(until - 2 * DAY, () => applyForWholesale(store, 1, Date.now()));

  const startedAt = Date.now();
  const bar = showProgress('Replaying', orders.total);
  await letTimePass({ store, speed, agenda, pool, until }, async () => {
    await shoppers.readMail();
    bar.update(orders.done(), new Date(speed.now()).toISOString().slice(0, 10));
  });
  bar.update(orders.done(), 'settled');
  bar.stop();
  const seconds = ((Date.now() - startedAt) / SECOND).toFixed(1);
  const { shopDomain, currency } = store.options;
  const summary = await summarise(pool, shopDomain, currency);
  const took = `${String(orders.done())} invoices and ${String(shoppers.count)} shoppers over ${String(Math.round((until - from) / DAY))} days, in ${seconds} s`;
  say(`\n${summaryTable(summary, currency, took)}\n`);
  return summary.mails.holds;
}

async function stayOpen(open: Stack, speed: SpeedClock): Promise<void> {
  speed.setRate(1);
  say(
    `${addresses(open)}\nThe clock runs in real time now; speed it up on the first page. Ctrl+C ends the demo.`,
  );
  const ended = new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  });
  // A promise alone does not keep the process alive.
  const alive = setInterval(() => undefined, DAY);
  await ended;
  clearInterval(alive);
  await sleep(0);
}

function addresses({ store }: Stack): string {
  return [
    `  Everything on one page  ${store.url}/`,
    `  Admin                   ${store.url}/admin`,
    `  Storefront              ${store.url}/storefront`,
    `  Mailbox                 ${store.url}/mailbox`,
  ].join('\n');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
