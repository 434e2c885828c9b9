import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import type { Store } from '#tests/store/store.ts';
import { startTestStore } from '#tests/store/test-app.ts';
import { APP_URL } from '#tests/setup/test-environment.ts';
import type { AdminClient } from './admin-client.ts';
import { confirmUninstall } from './confirm-uninstall.server.ts';
import { connectPixel } from './connect-pixel.server.ts';
import { installShop } from './install.server.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 9, 1);

let store: Store;
let admin: AdminClient;
let shopId: string;

beforeAll(async () => {
  store = await startTestStore(APP_URL);
  admin = storeAdmin(store);
});
beforeEach(async () => {
  store.shop.webPixels.clear();
  await db.owner.query('delete from shop');
  shopId = await installShop(db.pool, admin, NOW);
});
afterAll(() => store.close());

/** The settings of every pixel that the store has. */
function settings(): unknown[] {
  return [...store.shop.webPixels.values()].map((pixel): unknown => JSON.parse(pixel.settings));
}

/** The state that the webhook of a removal leaves, to be confirmed. */
async function reportUninstall(): Promise<void> {
  const at = new Date(NOW);
  await db.owner.query('update shop set uninstall_told_at = $2 where id = $1', [shopId, at]);
}

describe('the web pixel of a shop', () => {
  test('is turned on with a key of the shop and our address', async () => {
    expect(await connectPixel(db.pool, admin, shopId, APP_URL)).toEqual({ outcome: 'connected' });
    const [pixel] = settings();
    expect(pixel).toEqual({
      accountID: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      ingestUrl: 'https://app.example.com/pixel',
    });
  });

  test('is left alone when Shopify has its settings already', async () => {
    await connectPixel(db.pool, admin, shopId, APP_URL);
    store.shop.webPixels.clear();
    expect(await connectPixel(db.pool, admin, shopId, APP_URL)).toEqual({ outcome: 'unchanged' });
    expect(settings()).toEqual([]);
  });

  test('follows the app to another address, still as one pixel', async () => {
    await connectPixel(db.pool, admin, shopId, APP_URL);
    await connectPixel(db.pool, admin, shopId, 'https://new.example.com');
    expect(settings()).toMatchObject([{ ingestUrl: 'https://new.example.com/pixel' }]);
  });

  test('is turned on again when the app was removed and comes back', async () => {
    await connectPixel(db.pool, admin, shopId, APP_URL);
    await db.owner.query('update shop set uninstalled_at = now() where id = $1', [shopId]);
    store.shop.webPixels.clear();
    await installShop(db.pool, admin, NOW);
    expect(await connectPixel(db.pool, admin, shopId, APP_URL)).toEqual({ outcome: 'connected' });
    expect(settings()).toHaveLength(1);
  });

  test('is turned on again when the app came back before its removal was confirmed', async () => {
    await connectPixel(db.pool, admin, shopId, APP_URL);
    await reportUninstall();
    store.shop.webPixels.clear();
    await installShop(db.pool, admin, NOW);
    expect(await connectPixel(db.pool, admin, shopId, APP_URL)).toEqual({ outcome: 'connected' });
    expect(settings()).toHaveLength(1);
  });

  test('is turned on again when the webhook of the removal arrives after the app came back', async () => {
    await connectPixel(db.pool, admin, shopId, APP_URL);
    store.shop.webPixels.clear();
    await installShop(db.pool, admin, NOW);
    await reportUninstall();
    expect(await confirmUninstall(db.pool, admin, shopId)).toEqual({ outcome: 'still_installed' });
    expect(await connectPixel(db.pool, admin, shopId, APP_URL)).toEqual({ outcome: 'connected' });
    expect(settings()).toHaveLength(1);
  });

  test('that Shopify refuses is reported with the reason, and tried again', async () => {
    const refusing: AdminClient = {
      shop: admin.shop,
      run: () =>
        Promise.resolve({
          outcome: 'user_errors',
          errors: [{ field: null, message: 'No extension found', code: 'NO_EXTENSION' }],
        }),
    };
    expect(await connectPixel(db.pool, refusing, shopId, APP_URL)).toEqual({
      outcome: 'not_connected',
      reason: 'NO_EXTENSION',
    });
    expect(await connectPixel(db.pool, admin, shopId, APP_URL)).toEqual({ outcome: 'connected' });
  });
});
