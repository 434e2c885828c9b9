import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import {
  RETENTION_KINDS,
  RETENTION_LIMITS,
  type RetentionPeriods,
} from '#app/privacy/retention-periods.ts';
import { saveRetentionPeriods } from '#app/privacy/save-retention-periods.server.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import {
  addAgingRows,
  agingRowsLeft,
  inAllTables,
  OLD,
  retain,
  RETAINED_AT,
  rowsFor,
  YOUNG,
} from './aging-rows.ts';

const db = await testDatabase({ isFilled: true });

test('what is older than its period is gone, what is younger stays, and it is the same when repeated', async () => {
  const { id } = await installedShop(db.pool);
  await addAgingRows(db, id, 'old', OLD);
  await addAgingRows(db, id, 'young', YOUNG);
  for (let round = 0; round < 2; round += 1) {
    await retain(db, id);
    expect(await agingRowsLeft(db, id)).toEqual(inAllTables('young'));
  }
});

test('killed at any statement and run again, the same is left', async () => {
  for (let place = 1, broke = true; broke; place += 7) {
    const { id } = await installedShop(db.pool);
    for (const name of ['old-a', 'old-b', 'old-c']) await addAgingRows(db, id, name, OLD);
    await addAgingRows(db, id, 'young', YOUNG);
    const breaking = breakingPool(db.pool, place, 'dies after');
    const dying = retain(db, id, breaking.pool, 2);
    await dying.catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    });
    broke = breaking.broke();
    await retain(db, id, db.pool, 2);
    expect(await agingRowsLeft(db, id)).toEqual(inAllTables('young'));
  }
});

test('the period of one shop does not touch another', async () => {
  const [brief, lasting] = [await installedShop(db.pool), await installedShop(db.pool)];
  const between = RETAINED_AT - 500 * DAY;
  for (const { id } of [brief, lasting]) await addAgingRows(db, id, 'between', between);
  await inShop(db.pool, brief.id, async (client) => {
    const least = RETENTION_KINDS.map((kind) => [kind, RETENTION_LIMITS[kind].least]);
    const periods = Object.fromEntries(least) as RetentionPeriods;
    expect(await saveRetentionPeriods(client, brief.id, periods, 'ann', RETAINED_AT)).toBe(true);
    expect(await saveRetentionPeriods(client, brief.id, periods, 'ann', RETAINED_AT)).toBe(false);
  });
  await inShop(db.pool, lasting.id, async (client) => {
    const most = RETENTION_KINDS.map((kind) => [kind, RETENTION_LIMITS[kind].most]);
    const periods = Object.fromEntries(most) as RetentionPeriods;
    // A quarantined webhook is kept for a year at the most.
    await saveRetentionPeriods(client, lasting.id, periods, 'ann', RETAINED_AT);
  });
  await retain(db, brief.id);
  await retain(db, lasting.id);
  const changed = { audit: [`shop:${brief.id}`] };
  expect(await agingRowsLeft(db, brief.id)).toEqual({ ...inAllTables(), ...changed });
  const kept = { quarantine: [], audit: ['between', `shop:${lasting.id}`] };
  expect(await agingRowsLeft(db, lasting.id)).toEqual({ ...inAllTables('between'), ...kept });
});

test('what is not completed is never old: its run, its mail and its record stay', async () => {
  const { id } = await installedShop(db.pool);
  for (const state of ['ready', 'attempted', 'in_doubt']) {
    await addAgingRows(db, id, state, OLD);
    await db.owner.query(
      `update effect set state = $2, settled_at = null, run_id = (select id from journey_run
         where shop_id = $1 and dedupe_key = $2) where shop_id = $1 and key = $2 || ':effect'`,
      [id, state],
    );
  }
  await addAgingRows(db, id, 'running', OLD);
  await db.owner.query(
    `update journey_run set state = 'active', ended_at = null where shop_id = $1 and dedupe_key = 'running'`,
    [id],
  );
  await retain(db, id);
  const { effect, message, journey_run: runs } = await agingRowsLeft(db, id);
  expect(effect).toEqual(['attempted', 'in_doubt', 'ready']);
  expect(message).toEqual(['attempted', 'in_doubt', 'ready']);
  expect(runs).toEqual(['attempted', 'in_doubt', 'ready', 'running']);
});

test('a refund that is received again after its event is gone does not count again', async () => {
  const { id } = await installedShop(db.pool);
  const placed = new Date(RETAINED_AT - 900 * DAY).toISOString();
  const order = orderPayload({ created_at: placed, processed_at: placed, updated_at: placed });
  const refund = {
    id: 1,
    order_id: Number(order['id']),
    created_at: placed,
    processed_at: placed,
    refund_line_items: [],
    order_adjustments: [],
    transactions: [{ id: 2, kind: 'refund', status: 'success', amount: '10.00', currency: 'GBP' }],
  };
  const REFUNDED = 'select refunded_minor::int as refunded from purchase where shop_id = $1';
  for (const round of ['first', 'second']) {
    await receive(db.pool, id, 'orders/create', order, `order ${round}`);
    await receive(db.pool, id, 'refunds/create', refund, `refund ${round}`);
    await drainAt(db.pool, id, RETAINED_AT);
    expect(await rowsFor(db, REFUNDED, id)).toEqual([{ refunded: 1000 }]);
    await retain(db, id);
    expect(
      await rowsFor(db, `select 1 from event where shop_id = $1 and kind = 'order.refunded'`, id),
    ).toEqual([]);
  }
});

test('a shop that left longer ago than it is kept is erased, one that left lately or is installed is not', async () => {
  const shops = { gone: 31, lately: 29, installed: null };
  const ids: Record<string, string> = {};
  for (const [name, days] of Object.entries(shops)) {
    const { id } = await installedShop(db.pool);
    ids[name] = id;
    await addAgingRows(db, id, 'young', YOUNG);
    if (days !== null)
      await db.owner.query('update shop set uninstalled_at = $2 where id = $1', [
        id,
        new Date(RETAINED_AT - days * DAY),
      ]);
    await retain(db, id);
  }
  const { gone = '', lately = '', installed = '' } = ids;
  expect(await agingRowsLeft(db, gone)).toEqual(inAllTables());
  expect(await rowsFor(db, 'select 1 from shop where id = $1', gone)).toEqual([]);
  for (const id of [lately, installed])
    expect(await agingRowsLeft(db, id)).toEqual(inAllTables('young'));
});
