import { expect, test } from 'vitest';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { stableDraw } from '#app/lib/stable-draw.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { selectOpenStops } from '../store/journey-stops.server.ts';
import { selectWalks } from '../store/journey-walks.server.ts';
import { watchJourneys } from '../watch-journeys.server.ts';
import { walkDueJourneys } from './walk-journeys.server.ts';

const db = await testDatabase();

/** A Monday at noon. */
const NOON = Date.UTC(2026, 10, 30, 12);
const RENDERER = { check: () => Promise.resolve(null) };

async function openStops(shopId: string) {
  return await inShop(db.pool, shopId, (client) => selectOpenStops(client, shopId));
}

test('the seed shopper walks each live journey daily, and what it does not get through is a stop until it is corrected', async () => {
  const shop = await installedShop(db.pool);
  const broken = { check: () => Promise.resolve('Close the tag.') };
  const watch = (renderer: typeof broken | typeof RENDERER, now: number) =>
    watchJourneys({ pool: db.pool, clock: { now: () => now }, renderer, admin: null }, shop.id);
  await watch(broken, NOON);
  const stops = await openStops(shop.id);
  expect(stops.map(({ measure, cause }) => ({ measure, cause }))).toContainEqual({
    measure: 'walk',
    cause: 'step_fails',
  });
  expect(stops[0]?.detail).toContain('cannot be rendered: Close the tag.');
  await watch(RENDERER, NOON + 15 * MINUTE);
  expect(await openStops(shop.id)).toEqual([]);
  const { rows } = await db.owner.query(
    `select (select count(*)::int from profile where shop_id = $1) as people,
            (select count(*)::int from journey_run where shop_id = $1) as runs,
            (select count(*)::int from effect where shop_id = $1 and kind <> 'staff_alert') as effects,
            (select count(*)::int from decision where shop_id = $1) as decisions`,
    [shop.id],
  );
  expect(rows).toEqual([{ people: 0, runs: 0, effects: 0, decisions: 0 }]);
});

test('walks are repeated daily, each at a time of day of its own, and one process walks through one shop at a time', async () => {
  const shop = await installedShop(db.pool);
  const walk = (now: number) =>
    walkDueJourneys({ pool: db.pool, renderer: RENDERER }, shop.id, now);
  const walkedAt = async () => {
    const walks = await inShop(db.pool, shop.id, (client) => selectWalks(client, shop.id));
    return new Map(walks.map((one) => [one.journeyKey, one.walkedAt]));
  };
  const other = await installedShop(db.pool);
  await Promise.all([
    walk(NOON),
    walkDueJourneys({ pool: db.pool, renderer: RENDERER }, other.id, NOON),
  ]);
  const skipped = await inShop(db.pool, other.id, (client) => selectWalks(client, other.id));
  expect(skipped).toEqual([]);
  const [key = ''] = [...(await walkedAt()).keys()];
  const time = DAY * stableDraw(shop.id, key);
  const next = Math.ceil((Math.floor((NOON - time) / DAY) + 1) * DAY + time);
  // Those that were not walked at first are before it in the queue.
  for (let turn = 0; turn < 10; turn += 1) await walk(next - 1);
  expect((await walkedAt()).get(key)).toBe(NOON);
  for (let turn = 0; turn < 10; turn += 1) await walk(next);
  expect((await walkedAt()).get(key)).toBe(next);
});
