import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { eraseShop, type ShopErasureOutcome } from '#app/privacy/erase-shop.server.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { byteSearch, plantCanary } from './canary.ts';
import { runPrivacyJob } from './erase-customer.ts';

const db = await testDatabase();

async function busyShop(): Promise<TestShop> {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customerPayload(), 'customer');
  await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'order');
  await drainAt(db.pool, shop.id, SEEN_AT);
  return shop;
}

async function askForErasure(shop: TestShop, uninstalledAt: number | null): Promise<void> {
  await db.owner.query('update shop set uninstalled_at = $2 where id = $1', [
    shop.id,
    uninstalledAt === null ? null : new Date(uninstalledAt),
  ]);
  const request = { shop_id: 548380009, shop_domain: shop.domain };
  await receive(db.pool, shop.id, 'shop/redact', request, 'redact');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await runPrivacyJob(db.pool, shop.id, SEEN_AT);
}

/** Rows of a shop in every table. */
async function rowsOf(shopId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of SHOP_KEY_TABLES) {
    const { rows } = await db.owner.query<{ n: number }>(
      `select count(*)::int as n from ${table} where shop_id = $1`,
      [shopId],
    );
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
}

test('48 hours after it left, everything of a shop is erased and nothing of another', async () => {
  const [shop, other] = [await busyShop(), await busyShop()];
  await plantCanary(db.owner, shop.id, {
    email: 'canary@shop.example',
    phone: '+442079460018',
    customerId: '6940095777001',
    orderId: '450789777001',
    cartToken: 'canarycart',
    checkoutToken: 'canarycheckout',
    visitor: 'canaryvisitor',
    profileId: '7f1c1c5e-0000-4000-8000-0000000000ca',
  });
  await db.owner.query(
    `insert into "Session" ("id", "shop", "state", "accessToken") values ($1, $2, '', 'v1:x')`,
    [`offline_${shop.domain}`, shop.domain],
  );
  const before = await rowsOf(other.id);
  await askForErasure(shop, SEEN_AT - 48 * HOUR);
  expect(Object.entries(await rowsOf(shop.id)).filter(([, rows]) => rows > 0)).toEqual([]);
  expect(await byteSearch(db.owner, [shop.domain, 'canary@shop.example', 'canaryvisitor'])).toEqual(
    [],
  );
  expect(await rowsOf(other.id)).toEqual(before);
  const { rows } = await db.owner.query<{ certificate: { tables: Record<string, number> } }>(
    'select certificate from shop_erasure',
  );
  expect(rows[0]?.certificate.tables).toMatchObject({ shop: 1, Session: 1, compliance_duty: 2 });
});

test.each([
  ['is installed', null, []],
  ['left less than 48 hours ago', SEEN_AT - 48 * HOUR + MINUTE, [{ note: null }]],
])('a shop that %s is not erased', async (_title, uninstalledAt, requests) => {
  const shop = await busyShop();
  const before = await rowsOf(shop.id);
  await askForErasure(shop, uninstalledAt);
  const after = await rowsOf(shop.id);
  expect({ ...after, compliance_duty: 0 }).toMatchObject({
    profile: before.profile,
    event: before.event,
  });
  const { rows } = await db.owner.query<{ note: string | null }>(
    'select note from compliance_duty where shop_id = $1',
    [shop.id],
  );
  expect(rows).toEqual(requests);
});

async function erase(shopId: string, now: () => number): Promise<ShopErasureOutcome> {
  return await eraseShop(db.pool, shopId, testKeyRing().erasedCodes, { requestedAt: SEEN_AT, now });
}

test('the erasure itself refuses a shop that is installed or left less than 48 hours ago', async () => {
  const shop = await busyShop();
  const before = await rowsOf(shop.id);
  expect(await erase(shop.id, () => SEEN_AT)).toEqual({ outcome: 'installed' });
  await db.owner.query('update shop set uninstalled_at = $2 where id = $1', [
    shop.id,
    new Date(SEEN_AT),
  ]);
  const mayBeErasedAt = SEEN_AT + 48 * HOUR;
  expect(await erase(shop.id, () => mayBeErasedAt - 1)).toEqual({
    outcome: 'too_early',
    mayBeErasedAt,
  });
  expect(await rowsOf(shop.id)).toEqual(before);
});

test('a shop that installs the app again while it is erased keeps what is left', async () => {
  const shop = await busyShop();
  await db.owner.query('update shop set uninstalled_at = $2 where id = $1', [
    shop.id,
    new Date(SEEN_AT - 48 * HOUR),
  ]);
  // Comes back with the first row that goes.
  await db.owner.query(`
    create function come_back() returns trigger language plpgsql as
      $$ begin update shop set uninstalled_at = null where id = old.shop_id; return null; end $$;
    create trigger come_back after delete on event for each row execute function come_back()`);
  expect(await erase(shop.id, () => SEEN_AT)).toEqual({ outcome: 'installed' });
  await db.owner.query('drop function come_back() cascade');
  const left = await db.owner.query('select from shop where id = $1', [shop.id]);
  expect(left.rowCount).toBe(1);
});
