import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, expect, test } from 'vitest';
import { insertWebhookSecret } from '#app/destinations/webhooks/store/webhook-secrets.server.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { loadPendingDelivery } from '#app/engine/deliveries.server.ts';
import { listQuarantine, replayDeliveries, viewBody } from '#app/events/inbox/quarantine.server.ts';
import { viewIssueSample } from '#app/events/inbox/data-issues.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { errorFile, saveErrors } from '#app/imports/csv/errors.server.ts';
import { beginFile } from '#app/imports/csv/files.server.ts';
import { loadCsvImport } from '#app/imports/csv/store/files.server.ts';
import { saveFeedbackSource } from '#app/messages/feedback/store/feedback-sources.server.ts';
import { completeFile } from '#app/imports/csv/chunks.server.ts';
import { saveChunk } from '#app/imports/csv/store/chunks.server.ts';
import { keyUse } from '#app/platform/key-use.server.ts';
import { resealColumns } from '#app/platform/reseal-columns.server.ts';
import { sealedColumns } from '#app/platform/sealed-columns.ts';
import { sealedRows } from '#app/platform/sealed-rows.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';

const db = await testDatabase();
const ALL = readListView(new URLSearchParams(), ['time']);
/** Stands in everything that is received, and nowhere else. */
const CANARY = 'canary-7f3a9c';

const pools: pg.Pool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.end())));

/** The pool of a process that has keys of its own. */
function poolWith(...keys: number[]): pg.Pool {
  const pool = openPool(db.url, {
    max: 3,
    name: 'sealed',
    connectMs: WAIT_MS,
    ring: testKeyRing(...keys),
  });
  pools.push(pool);
  return pool;
}

/** In how many rows of a table a text stands, readable or as hexadecimal digits or base64. */
async function foundIn(table: string, text: string): Promise<number> {
  const forms = [text, Buffer.from(text).toString('hex')];
  const { rows } = await db.owner.query<{ count: number }>(
    `select count(*)::int as count from ${table} as t where exists (
       select from unnest($1::text[]) as form where position(form in t::text) > 0)`,
    [forms],
  );
  return rows[0]?.count ?? 0;
}

/** A shop into whose every sealed column the canary has come. */
async function shopWithCanaries(pool: pg.Pool) {
  const shop = await installedShop(pool);
  await receive(pool, shop.id, 'orders/create', { id: `${CANARY} unusable` }, 'unusable');
  await receive(
    pool,
    shop.id,
    'checkouts/create',
    checkoutPayload({ phone: `${CANARY} odd` }),
    'odd',
  );
  await drainAt(pool, shop.id, SEEN_AT);
  await receive(pool, shop.id, 'orders/updated', { note: CANARY }, 'waiting');
  const csv = Buffer.from(`Email,First Name\n${CANARY}@people.example,${CANARY}\n`);
  const file = { fileName: 'people.csv', bytes: csv.length, actor: 'ann', now: SEEN_AT };
  const fileId = await inShop(pool, shop.id, async (client) => {
    const begun = await beginFile(client, shop.id, file);
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    await saveChunk(client, shop.id, begun.id, 0, csv);
    expect(await completeFile(client, shop.id, begun.id)).toEqual({ outcome: 'ready' });
    const error = { row: 2, reason: 'Left out.', cells: [CANARY, 'x'], identifiers: [] };
    await saveErrors(client, shop.id, begun.id, [error]);
    const made = { id: v7(), secret: CANARY, hint: 'abcd', actor: 'ann', now: SEEN_AT };
    await insertWebhookSecret(client, shop.id, made);
    await saveFeedbackSource(client, shop.id, { provider: 'mailgun', ...made });
    return begun.id;
  });
  return { id: shop.id, fileId };
}

test('what was received is found nowhere by a search over the bytes, and read by everything that must', async () => {
  const shop = await shopWithCanaries(db.pool);
  for (const { table } of sealedColumns) {
    const { rowCount } = await db.owner.query(`select from ${table} where shop_id = $1`, [shop.id]);
    expect([table, rowCount]).toEqual([table, 1]);
    expect([table, await foundIn(table, CANARY)]).toEqual([table, 0]);
    await inShop(db.pool, shop.id, async (client) => {
      for await (const { opened } of sealedRows(client, shop.id, table))
        expect(opened.outcome === 'opened' && opened.bytes.includes(CANARY)).toBe(true);
    });
  }
  await inShop(db.pool, shop.id, async (client) => {
    expect(await viewBody(client, shop.id, 'unusable', 'ann', SEEN_AT)).toContain(CANARY);
    const place = { topic: 'checkouts/create', field: 'phone', problem: 'expected a phone number' };
    expect(await viewIssueSample(client, shop.id, place, 'ann', SEEN_AT)).toBe(`${CANARY} odd`);
    expect((await loadCsvImport(client, shop.id, shop.fileId))?.sample).toEqual([
      [`${CANARY}@people.example`, CANARY],
    ]);
    const [pending] = await loadPendingDelivery(client, shop.id, 'waiting');
    expect(pending?.body.includes(CANARY)).toBe(true);
  });
  const pieces: string[] = [];
  for await (const piece of errorFile(db.pool, shop.id, shop.fileId, ['A', 'B']))
    pieces.push(piece);
  expect(pieces.join('')).toContain(CANARY);
});

test('a value copied to the same column of another shop, or to another row, does not open', async () => {
  const [one, two] = [await shopWithCanaries(db.pool), await shopWithCanaries(db.pool)];
  for (const { table, column } of sealedColumns) {
    await db.owner.query(
      `update ${table} t set ${column} = f.${column} from ${table} f where t.shop_id = $1 and f.shop_id = $2`,
      [two.id, one.id],
    );
    await inShop(db.pool, two.id, async (client) => {
      for await (const { opened } of sealedRows(client, two.id, table))
        expect([table, opened]).toEqual([table, { outcome: 'altered' }]);
    });
  }
  await inShop(db.pool, two.id, async (client) => {
    const shown = await viewBody(client, two.id, 'unusable', 'eve', SEEN_AT);
    expect(shown).toContain('altered, or moved');
    expect(shown).not.toContain(CANARY);
    expect(await replayDeliveries(client, two.id, ['unusable'], 'eve', SEEN_AT)).toBe(0);
  });
});

test('a body swapped with that of another delivery in the inbox is quarantined, not processed', async () => {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'one');
  await receive(db.pool, shop.id, 'orders/create', orderPayload({ id: 77 }), 'two');
  await db.owner.query(
    `update inbox t set body = f.body from inbox f
      where t.shop_id = $1 and f.shop_id = $1 and t.delivery_key <> f.delivery_key`,
    [shop.id],
  );
  await drainAt(db.pool, shop.id, SEEN_AT);
  const { rowCount } = await db.owner.query('select from purchase where shop_id = $1', [shop.id]);
  expect(rowCount).toBe(0);
  await inShop(db.pool, shop.id, async (client) => {
    const { deliveries } = await listQuarantine(client, shop.id, ALL);
    expect(deliveries.map(({ reason }) => reason)).toEqual(
      Array(2).fill(expect.stringContaining('altered, or moved')),
    );
  });
});

test('a delivery whose key was taken away too early waits in quarantine until the key is put back', async () => {
  const [before, without, restored] = [poolWith(1), poolWith(2), poolWith(2, 1)];
  const shop = await installedShop(db.pool);
  await receive(before, shop.id, 'orders/create', orderPayload(), 'early');
  await drainAt(without, shop.id, SEEN_AT);
  const replay = (pool: pg.Pool) =>
    inShop(pool, shop.id, (client) => replayDeliveries(client, shop.id, ['early'], 'ann', SEEN_AT));
  await inShop(without, shop.id, async (client) => {
    const { deliveries } = await listQuarantine(client, shop.id, ALL);
    expect(deliveries[0]?.reason).toContain(`key ${String(testKeyRing(1).keyIds[0])}`);
  });
  expect(await replay(without)).toBe(0);
  expect(await replay(restored)).toBe(1);
  await drainAt(restored, shop.id, SEEN_AT);
  const { rowCount } = await db.owner.query('select from purchase where shop_id = $1', [shop.id]);
  expect(rowCount).toBe(1);
});

test('keys rotate while deliveries come in and are read: none is unreadable, and the old key can go', async () => {
  const shop = await installedShop(db.pool);
  // As an operator does it: each step is beside the one before until every process was restarted.
  const steps = [poolWith(1), poolWith(1, 2), poolWith(2, 1)];
  let deliveryCount = 0;
  for (const [at, pool] of steps.entries()) {
    const both = [steps[Math.max(0, at - 1)] ?? pool, pool];
    const receiving = both.map(async (process) => {
      for (let n = 0; n < 15; n += 1) {
        const id = 1_000 + (deliveryCount += 1);
        const gid = `gid://shopify/Order/${String(id)}`;
        const payload =
          n % 3 === 0 ? { id: 'none' } : orderPayload({ id, admin_graphql_api_id: gid });
        await receive(process, shop.id, 'orders/create', payload, `d${String(id)}`);
      }
    });
    const draining = both.map(async (process) => {
      for (let n = 0; n < 3; n += 1) await drainAt(process, shop.id, SEEN_AT);
    });
    await Promise.all([...receiving, ...draining, ...(at === 2 ? [resealColumns(pool)] : [])]);
  }
  const [last = db.pool] = steps.slice(-1);
  await drainAt(last, shop.id, SEEN_AT);
  while ((await resealColumns(last)).resealed > 0);
  const after = poolWith(2);
  const used = (await keyUse(last)).filter(({ place }) => place === 'quarantine');
  expect(used).toContainEqual({
    keyId: testKeyRing(2).keyIds[0],
    place: 'quarantine',
    count: deliveryCount / 3,
  });
  expect(used.map(({ keyId }) => keyId)).not.toContain(testKeyRing(1).keyIds[0]);
  const { rows } = await db.owner.query<{ reason: string; count: number }>(
    'select reason, count(*)::int as count from quarantine where shop_id = $1 group by reason',
    [shop.id],
  );
  expect(rows).toMatchObject([{ count: deliveryCount / 3 }]);
  expect(rows[0]?.reason).not.toContain('seal:');
  const orders = await db.owner.query('select from purchase where shop_id = $1', [shop.id]);
  expect(orders.rowCount).toBe((deliveryCount / 3) * 2);
  await inShop(after, shop.id, async (client) => {
    for (const { table } of sealedColumns)
      for await (const { opened } of sealedRows(client, shop.id, table))
        expect(opened.outcome).toBe('opened');
  });
});

test('what was stored before it was sealed is read, and sealed by the worker', async () => {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'orders/create', { id: 'none' }, 'old');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await db.owner.query('update quarantine set body = $2 where shop_id = $1', [
    shop.id,
    Buffer.from(`{"note":"${CANARY}-former"}`),
  ]);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await viewBody(client, shop.id, 'old', 'ann', SEEN_AT)).toContain(CANARY);
  });
  expect(await foundIn('quarantine', `${CANARY}-former`)).toBe(1);
  await resealColumns(db.pool);
  expect(await foundIn('quarantine', `${CANARY}-former`)).toBe(0);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await viewBody(client, shop.id, 'old', 'ann', SEEN_AT)).toContain(CANARY);
  });
});
