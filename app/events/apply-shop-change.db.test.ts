import { beforeEach, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { applyShopChange, type ShopDelivery } from './apply-shop-change.server.ts';
import type { ShopChangeKind } from './shop-change.ts';

const SHOP = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const INSTALLED = Date.UTC(2026, 10, 1);

const db = await testDatabase();

beforeEach(async () => {
  await db.pool.query('delete from "Session"; delete from shop');
  for (const [id, domain] of [
    [SHOP, 'one.myshopify.com'],
    [OTHER, 'two.myshopify.com'],
  ]) {
    await db.pool.query(
      `insert into shop (id, domain, name, currency, time_zone, storefront_url, installed_at)
       values ($1, $2, 'Shop', 'GBP', 'Europe/London', 'https://example.com', $3)`,
      [id, domain, new Date(INSTALLED)],
    );
    await db.pool.query(
      `insert into "Session" ("id", "shop", "state", "accessToken") values ($1, $2, '', 'v1:x')`,
      [`offline_${domain ?? ''}`, domain],
    );
  }
});

async function apply(
  change: Exclude<ShopChangeKind, { kind: 'compliance_request' }>,
  delivery: Partial<ShopDelivery> = {},
): Promise<void> {
  const received = {
    key: 'delivery-1',
    receivedAt: INSTALLED + DAY,
    triggeredAt: INSTALLED + DAY,
    ...delivery,
  };
  await inShop(db.pool, SHOP, (client) => applyShopChange(client, SHOP, change, received));
}

async function sessions(): Promise<unknown[]> {
  return (
    await db.pool.query<{ shop: string; scope: string | null }>(
      'select "shop", "scope" from "Session" order by "shop"',
    )
  ).rows;
}

async function uninstallNotedAt(): Promise<unknown> {
  const { rows } = await db.pool.query<{ notedAt: number | null; gone: number | null }>(
    'select uninstall_told_at as "notedAt", uninstalled_at as gone from shop where id = $1',
    [SHOP],
  );
  expect(rows[0]?.gone).toBeNull();
  return rows[0]?.notedAt ?? null;
}

test('an uninstallation is recorded, and nothing is deleted before Shopify was asked', async () => {
  await apply({ kind: 'uninstalled' });
  expect(await uninstallNotedAt()).toBe(INSTALLED + DAY);
  expect(await sessions()).toHaveLength(2);
});

test('an uninstallation that comes after a newer installation changes nothing', async () => {
  await apply({ kind: 'uninstalled' }, { triggeredAt: INSTALLED - 1 });
  expect(await uninstallNotedAt()).toBeNull();
});

test('a repeated uninstallation keeps the first time', async () => {
  await apply({ kind: 'uninstalled' });
  await apply({ kind: 'uninstalled' }, { triggeredAt: INSTALLED + 2 * DAY });
  expect(await uninstallNotedAt()).toBe(INSTALLED + DAY);
});

test('an uninstallation is never recorded for a time after it was received', async () => {
  await apply({ kind: 'uninstalled' }, { triggeredAt: INSTALLED + 900 * DAY });
  expect(await uninstallNotedAt()).toBe(INSTALLED + DAY);
});

test('new scopes are kept with the session', async () => {
  await apply({ kind: 'scopes', current: ['read_orders', 'read_products'] });
  expect(await sessions()).toEqual([
    { shop: 'one.myshopify.com', scope: 'read_orders,read_products' },
    { shop: 'two.myshopify.com', scope: null },
  ]);
});

test('the shop is brought up to date', async () => {
  const shop = {
    name: 'New',
    email: null,
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    country: 'FR',
    isDevelopment: null,
  };
  await apply({ kind: 'shop', ...shop });
  const { rows } = await db.pool.query(
    'select name, email, currency, time_zone, country from shop where id = $1',
    [SHOP],
  );
  expect(rows).toEqual([
    { name: 'New', email: null, currency: 'EUR', time_zone: 'Europe/Paris', country: 'FR' },
  ]);
});
