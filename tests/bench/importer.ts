/** Reads one bulk file of orders into a shop, as the worker does, and says how long it took. */
import type pg from 'pg';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { openRuns } from '#app/imports/shopify/store/import-runs.server.ts';
import { readFile } from '#app/imports/shopify/read-file.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { policyOf } from '#tests/setup/policy-of.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';

const { DATABASE_URL = '', SHOP_ID = '', FILE_URL = '' } = process.env;
const pool: pg.Pool = openPool(DATABASE_URL, { max: 4, name: 'import', ring: testKeyRing() });
const services = {
  pool,
  clock: { now: Date.now },
  logger: silentLogger,
  heartbeat: await registerHeartbeat(pool, 'bench'),
  policyOf,
  localStore: FILE_URL,
};
const [run] = await inShop(pool, SHOP_ID, (client) => openRuns(client, SHOP_ID));
if (!run) throw new Error('There is no run to read. Open one first.');
process.stdout.write('ready\n');
const started = performance.now();
const outcome = await readFile(
  services,
  { id: SHOP_ID, currency: 'GBP', timeZone: 'Europe/London', countsTestOrders: false },
  run,
  FILE_URL,
);
if (outcome !== 'done') throw new Error(`The file was not read: ${outcome}.`);
process.stdout.write(`took ${JSON.stringify({ ms: performance.now() - started })}\n`);
setInterval(() => undefined, 1_000);
