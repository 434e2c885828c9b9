import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const TRANSACTIONS = process.env.NIGHTLY === '1' ? 20_400 : 2_040;
/** Fewer connections than shops, so that each one serves all of them in turn. */
const CONNECTIONS = 3;
const SHOPS = 8;
const AT_ONCE = 2 * CONNECTIONS;

const ADD = "insert into suppression (shop_id, address, reason, at) values ($1, $2, 'test', now())";
const SEEN = 'select shop_id as shop from suppression';

/** What a transaction does to the connection that the next shop gets. */
const KINDS = [
  'adds',
  'adds',
  'reads',
  'reads',
  'asks for another shop',
  'names no shop',
  'throws',
  'breaks a statement',
  'runs out of time',
  'loses its connection',
] as const;

class Thrown extends Error {}

test('transactions of many shops on few connections, with aborts and timeouts, never see another shop', async () => {
  const pool = openPool(db.url, { max: CONNECTIONS, name: 'mixed', connectMs: WAIT_MS }).on(
    'error',
    () => undefined,
  );
  const random = openRandomSource(20_400);
  const shops: string[] = [];
  for (let made = 0; made < SHOPS; made += 1) {
    const { id } = await installedShop(db.pool);
    await db.owner.query(ADD, [id, 'first@example.com']);
    shops.push(id);
  }
  const added = new Map(shops.map((shop) => [shop, 1]));
  const leaks: unknown[] = [];
  const ended: Record<string, number> = {};

  async function transact(kind: (typeof KINDS)[number], shop: string, other: string) {
    await inShop(pool, shop, async (client) => {
      const { rows } = await client.query<{ shop: string }>(SEEN);
      const foreign = rows.filter((row) => row.shop !== shop);
      if (foreign.length > 0 || rows.length === 0) leaks.push({ kind, shop, rows: rows.length });
      switch (kind) {
        case 'adds':
          await client.query(ADD, [shop, `${randomUUID()}@example.com`]);
          return;
        case 'reads':
        case 'names no shop':
          return;
        case 'asks for another shop': {
          const theirs = await client.query(`${SEEN} where shop_id = $1`, [other]);
          if (theirs.rowCount !== 0) leaks.push({ kind, shop, other });
          return;
        }
        case 'throws':
          await client.query(ADD, [shop, `${randomUUID()}@example.com`]);
          throw new Thrown();
        case 'breaks a statement':
          await client.query(ADD, [other, 'foreign@example.com']);
          return;
        case 'runs out of time':
          await client.query(ADD, [shop, `${randomUUID()}@example.com`]);
          await client.query('set local statement_timeout = 1');
          await client.query('select pg_sleep(1)');
          return;
        case 'loses its connection':
          await client.query('select pg_terminate_backend(pg_backend_pid())');
          return;
      }
    });
    // After the transaction, on whichever connection is free: none may still know a shop.
    if (kind === 'names no shop' && (await pool.query(SEEN)).rowCount !== 0) leaks.push({ kind });
    if (kind === 'adds') added.set(shop, (added.get(shop) ?? 0) + 1);
  }

  let left = TRANSACTIONS;
  async function runWorker(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const kind = random.pick(KINDS);
      try {
        const place = random.between(0, SHOPS - 1);
        await transact(kind, shops[place] ?? '', shops[(place + 1) % SHOPS] ?? '');
      } catch {
        ended[kind] = (ended[kind] ?? 0) + 1;
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, runWorker));
  await pool.end();
  expect(leaks).toEqual([]);
  const { rows } = await db.owner.query<{ shop: string; count: number }>(
    'select shop_id as shop, count(*)::int as count from suppression group by 1',
  );
  expect(new Map(rows.map(({ shop, count }) => [shop, count]))).toEqual(added);
  // Each way to end badly did end badly, so that the connections were really handed on after it.
  for (const kind of ['throws', 'breaks a statement', 'runs out of time', 'loses its connection'])
    expect(ended[kind] ?? 0).toBeGreaterThan(TRANSACTIONS / 40);
});
