import { afterAll } from 'vitest';
import { openPool } from '#app/platform/db.server.ts';
import {
  createStorefrontIntake,
  type StorefrontIntake,
} from '#app/events/storefront/storefront-intake.server.ts';
import { addressesOf } from '#tests/setup/client-addresses.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import type { TestShop } from '#tests/setup/shop.ts';
import { pixelHandler as answerBeacon, type PixelServices } from '#app/http/pixel.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';

/** The moment of the visits, epoch milliseconds. */
export const VISITS_AT = Date.parse('2026-10-01T12:00:00Z');
const clock = { now: () => VISITS_AT };
const realClock = { now: () => Date.now() };

/** A request of the web pixel of a shop. @param key the shop's, of its address */
export function beacon(key: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`https://app.example/pixel/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The pixel handler over a test's database, and what it left there. */
export function openPixelVisits(db: TestDatabase) {
  const open: StorefrontIntake[] = [];

  function pixelHandler(request: Request, pixel: PixelServices): Promise<Response> {
    return answerBeacon(request, pixel, addressesOf(request));
  }

  afterAll(() => Promise.all(open.map((storefront) => storefront.close())));

  function services(over: Partial<StorefrontIntake> = {}) {
    const pool = openPool(db.url, { max: 2, name: 'test storefront', ring: testKeyRing() });
    const storefront = createStorefrontIntake(pool, realClock, silentLogger);
    open.push(storefront);
    return { clock, logger: silentLogger, storefront: { ...storefront, ...over } };
  }

  async function keyOf(shop: TestShop): Promise<string> {
    const { rows } = await db.owner.query<{ pixel_key: string }>(
      'select pixel_key from shop where id = $1',
      [shop.id],
    );
    return rows[0]?.pixel_key ?? '';
  }

  async function waiting(shop: TestShop): Promise<{ delivery_key: string; body: Buffer }[]> {
    const { rows } = await db.owner.query<{ delivery_key: string; body: Buffer }>(
      'select delivery_key, body from inbox where shop_id = $1',
      [shop.id],
    );
    const { rawBodies } = testKeyRing();
    return rows.map(({ delivery_key, body: sealed }) => {
      const opened = rawBodies.open(sealed, placeIn('inbox', shop.id, delivery_key));
      return { delivery_key, body: opened.outcome === 'opened' ? opened.bytes : Buffer.alloc(0) };
    });
  }

  async function counted(shop: TestShop): Promise<unknown> {
    const { rows } = await db.owner.query<Record<string, string>>(
      `select taken::int, without_consent::int, malformed::int, out_of_time::int, limited::int
     from storefront_count where shop_id = $1 and day = '2026-10-01'`,
      [shop.id],
    );
    return rows[0];
  }

  return { pixelHandler, services, keyOf, waiting, counted };
}
