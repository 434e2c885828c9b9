import { expect, test } from 'vitest';
import { createLiveCounts } from '#app/segments/builder/live-counts.server.ts';
import { createServices, type Services } from '#app/services.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testEnvironment } from '#tests/setup/test-environment.ts';
import { eventually } from '#tests/stack/stack.ts';
import {
  boundPool,
  inShop,
  openPool,
  isStatementTimeout,
  type ShopClient,
} from '#app/platform/db.server.ts';

const db = await testDatabase();
/** Longer than any test waits. */
function endless(mark: string) {
  return (client: ShopClient) => client.query(`select pg_sleep(600) /* ${mark} */`);
}

async function underWay(mark: string): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and state = 'active' and query like $1 and pid <> pg_backend_pid()`,
    [`%${mark}%`],
  );
  return rows[0]?.count ?? 0;
}

async function isUnderWay(mark: string, times = 1): Promise<void> {
  await eventually(`${mark} under way`, async () => (await underWay(mark)) === times);
}

async function isOver(mark: string): Promise<void> {
  await eventually(`${mark} over`, async () => (await underWay(mark)) === 0);
}

test('the statement of a caller that is gone ends, and the pool goes on', async () => {
  const { id } = await installedShop(db.pool);
  const gone = new AbortController();
  const pool = boundPool(db.pool, { signal: gone.signal });
  const asked = inShop(pool, id, endless('closed tab'));
  const rejection = expect(asked).rejects.toThrow('gone');
  await isUnderWay('closed tab');
  gone.abort(new Error('gone'));
  await rejection;
  await isOver('closed tab');
  await expect(inShop(pool, id, () => Promise.resolve('asked'))).rejects.toThrow('gone');
  expect(await inShop(db.pool, id, () => Promise.resolve('goes on'))).toBe('goes on');
});

test('a statement that takes longer than it may is stopped, and the next has its whole time', async () => {
  const { id } = await installedShop(db.pool);
  const pool = boundPool(db.pool, { statementMs: 20 });
  await expect(inShop(pool, id, endless('too long'))).rejects.toSatisfy(isStatementTimeout);
  const { rows } = await inShop(db.pool, id, (client) =>
    client.query<{ statement_timeout: string }>('show statement_timeout'),
  );
  expect(rows).toEqual([{ statement_timeout: '0' }]);
});

test('a pool has the longest time of its statements for those outside of a transaction too', async () => {
  const pool = openPool(db.url, { max: 1, name: 'test', statementMs: 20 });
  await expect(pool.query('select pg_sleep(600)')).rejects.toSatisfy(isStatementTimeout);
  await pool.end();
});

test('a shop counts one thing after the other: a third count ends the oldest, and another shop none', async () => {
  const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
  const counts = createLiveCounts(db.pool);
  const closed = new AbortController();
  const first = counts.run(shop.id, closed.signal, endless('count'));
  const others = counts.run(other.id, closed.signal, endless('count'));
  const second = counts.run(shop.id, closed.signal, () => Promise.resolve(7));
  await isUnderWay('count', 2);
  const third = counts.run(shop.id, closed.signal, endless('count'));
  expect(await first).toEqual({ outcome: 'superseded' });
  expect(await second).toEqual({ outcome: 'ran', result: 7 });
  await isUnderWay('count', 2);
  closed.abort(new Error('closed'));
  expect(await Promise.allSettled([others, third])).toMatchObject(
    [1, 2].map(() => ({ status: 'rejected', reason: { message: 'closed' } })),
  );
  await isOver('count');
});

test('of counts asked for one after the other, those whose answer is not awaited any more never begin', async () => {
  const { id } = await installedShop(db.pool);
  const counts = createLiveCounts(db.pool);
  const { signal } = new AbortController();
  const begun: string[] = [];
  const named = (name: string) => () => Promise.resolve(void begun.push(name));
  const looking = [1, 2].map(() => counts.run(id, signal, endless('typed')));
  await isUnderWay('typed', 1);
  const asked = ['a', 'al', 'ali', 'alic'].map((name) => counts.run(id, signal, named(name)));
  expect((await Promise.all([...looking, ...asked])).map(({ outcome }) => outcome)).toEqual([
    'superseded',
    'superseded',
    'superseded',
    'superseded',
    'ran',
    'ran',
  ]);
  expect(begun.sort()).toEqual(['ali', 'alic']);
  await isOver('typed');
});

test('a count that takes too long says so', async () => {
  const { id } = await installedShop(db.pool);
  const { signal } = new AbortController();
  const counts = createLiveCounts(db.pool);
  const slow = (client: ShopClient) =>
    client.query("set local statement_timeout = '20ms'").then(() => endless('slow')(client));
  expect(await counts.run(id, signal, slow)).toEqual({ outcome: 'too_slow' });
});

async function webServices(): Promise<Services> {
  return createServices(testEnvironment(db.url), 'web');
}

test('shoppers of one shop take no connection from the pages, and none from shoppers of another', async () => {
  const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
  const services = await webServices();
  const { proxy, links } = services.shoppers;
  const limit = (client: ShopClient) =>
    client.query<{ statement_timeout: string }>('show statement_timeout');
  expect((await inShop(proxy, shop.id, limit)).rows).toEqual([{ statement_timeout: '3s' }]);

  const closed = new AbortController();
  const slowPool = boundPool(proxy, { signal: closed.signal, statementMs: 600_000 });
  const busy = Array.from({ length: 20 }, () => inShop(slowPool, shop.id, endless('shopper')));
  await isUnderWay('shopper', 3);
  const work = () => Promise.resolve('served');
  expect(await inShop(proxy, other.id, work)).toBe('served');
  expect(await inShop(links, shop.id, work)).toBe('served');
  const pages = await Promise.all(
    Array.from({ length: 16 }, () => inShop(services.pool, shop.id, work)),
  );
  expect(pages).toHaveLength(16);
  closed.abort(new Error('closed'));
  await Promise.allSettled(busy);
  await services.close();
});

test('while statements of one shop hold every connection of the pages, webhooks of another are stored', async () => {
  const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
  const services = await webServices();
  const closed = new AbortController();
  const { max } = services.pool.options;
  const pages = boundPool(services.pool, { signal: closed.signal });
  const busy = Array.from({ length: max }, () => inShop(pages, shop.id, endless('busy page')));
  await isUnderWay('busy page', max);
  const found = await services.shops.find(other.domain);
  const delivery = {
    key: 'one',
    topic: 'orders/create',
    receivedAt: 0,
    triggeredAt: 0,
    body: Buffer.from('{}'),
  };
  await services.intake.store(found?.id ?? '', delivery);
  closed.abort(new Error('closed'));
  await Promise.allSettled(busy);
  await services.close();
  const { rowCount } = await db.owner.query('select from inbox where shop_id = $1', [other.id]);
  expect(rowCount).toBe(1);
});
