import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { compactChanges } from './store/compact-changes.server.ts';
import { readLive } from './store/live.server.ts';
import { LIVE_TABLES, type LiveTable } from './live-tables.ts';

const db = await testDatabase();

function addCart(client: ShopClient, shopId: string): Promise<unknown> {
  return client.query(
    `insert into cart (shop_id, kind, token, profile_id) values ($1, 'cart', $2, $3)`,
    [shopId, randomUUID(), randomUUID()],
  );
}

async function versionOf(shopId: string, ...tables: LiveTable[]): Promise<number> {
  const { version } = await inShop(db.pool, shopId, (client) => readLive(client, shopId, tables));
  return version;
}

test('each change of a table counts for the pages of its shop that show it', async () => {
  const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
  const before = await versionOf(shop.id, 'cart', 'profile');
  await inShop(db.pool, shop.id, (client) => addCart(client, shop.id));
  expect(await versionOf(shop.id, 'cart', 'profile')).toBe(before + 1);
  await inShop(db.pool, shop.id, async (client) => {
    await client.query('update cart set quantity = 3 where shop_id = $1', [shop.id]);
    await client.query('delete from cart where shop_id = $1', [shop.id]);
    await client.query('delete from cart where shop_id = $1', [shop.id]);
  });
  expect(await versionOf(shop.id, 'cart')).toBe(before + 3);
  expect(await versionOf(shop.id, 'profile')).toBe(before);
  expect(await versionOf(other.id, 'cart')).toBe(before);
});

test('of two changes at once each counts when it is committed', async () => {
  const { id } = await installedShop(db.pool);
  await inShop(db.pool, id, async (first) => {
    await addCart(first, id);
    await inShop(db.pool, id, (second) => addCart(second, id));
    expect(await versionOf(id, 'cart')).toBe(1);
  });
  expect(await versionOf(id, 'cart')).toBe(2);
});

test('changes that are added up count as before, also while another transaction adds one', async () => {
  const { id } = await installedShop(db.pool);
  await inShop(db.pool, id, async (slow) => {
    await addCart(slow, id);
    await inShop(db.pool, id, async (client) => {
      await addCart(client, id);
      await addCart(client, id);
      await compactChanges(client, id);
    });
    expect(await versionOf(id, 'cart')).toBe(2);
  });
  expect(await versionOf(id, 'cart')).toBe(3);
  await inShop(db.pool, id, (client) => compactChanges(client, id));
  expect(await versionOf(id, 'cart')).toBe(3);
  const { rows } = await db.owner.query('select from roll_up_change where shop_id = $1', [id]);
  expect(rows).toEqual([]);
});

test('the tables that pages may follow are those that count their changes', async () => {
  const { rows } = await db.owner.query<{ name: string }>(
    `select tgrelid::regclass::text as name from pg_trigger
      where tgfoid in ('note_change'::regproc, 'note_change_of_shop'::regproc) and tgparentid = 0 group by 1 having count(*) = 3 order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual([...LIVE_TABLES]);
});
