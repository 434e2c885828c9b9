import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { newStop } from './decide-watch.ts';
import { noticeStops } from './notice-stops.server.ts';
import type { NoticedStop } from './shop-stops.ts';
import type { StopCause } from './stop-cause.ts';
import { resolveStops, selectOpenStops } from './store/journey-stops.server.ts';

const db = await testDatabase();
const NOON = Date.UTC(2026, 10, 30, 12);

function stopAt(since: number, now: number, cause: StopCause = 'filter_refuses'): NoticedStop {
  const stop = newStop(
    { journeyKey: 'welcome', measure: 'entries' },
    since,
    { cause, detail: '' },
    now,
  );
  return { ...stop, journey: 'Welcome', journeys: ['Welcome'] };
}

async function notice(shop: TestShop, stops: NoticedStop[], now: number): Promise<void> {
  await inShop(db.pool, shop.id, (client) => noticeStops(client, shop.id, stops, 'UTC', now));
}

async function mails(shop: TestShop): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    `select count(*)::int as count from effect where shop_id = $1 and kind = 'staff_alert'`,
    [shop.id],
  );
  return rows[0]?.count ?? 0;
}

async function resolveAll(shop: TestShop, now: number): Promise<void> {
  await inShop(db.pool, shop.id, async (client) => {
    const open = await selectOpenStops(client, shop.id);
    await resolveStops(
      client,
      shop.id,
      open.map(({ id }) => id),
      now,
    );
  });
}

test('two workers that notice a stop at once mail it once, also where their moments differ', async () => {
  const shop = await installedShop(db.pool);
  await Promise.all([
    notice(shop, [stopAt(NOON, NOON + HOUR)], NOON + HOUR),
    notice(shop, [stopAt(NOON + 1, NOON + HOUR)], NOON + HOUR),
  ]);
  await notice(shop, [stopAt(NOON + 2, NOON + HOUR)], NOON + HOUR);
  expect(await mails(shop)).toBe(1);
});

test('a stop that comes and goes is mailed once, another cause is mailed, and so is the same on another day', async () => {
  const shop = await installedShop(db.pool);
  for (let turn = 0; turn < 5; turn += 1) {
    const now = NOON + turn * HOUR;
    await notice(shop, [stopAt(now - MINUTE, now)], now);
    await resolveAll(shop, now + MINUTE);
  }
  expect(await mails(shop)).toBe(1);
  const later = NOON + 5 * HOUR;
  await notice(shop, [stopAt(later - MINUTE, later, 'reference_gone')], later);
  await resolveAll(shop, later);
  expect(await mails(shop)).toBe(2);
  const next = NOON + 30 * HOUR;
  await notice(shop, [stopAt(next - MINUTE, next)], next);
  expect(await mails(shop)).toBe(3);
});
