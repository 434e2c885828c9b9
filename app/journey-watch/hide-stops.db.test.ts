import { expect, test } from 'vitest';
import { HOUR } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { readListView } from '#app/lib/list-view.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { hideStops } from './hide-stops.server.ts';
import { listStops, loadShownStops } from './page/list-stops.server.ts';
import { insertStops, resolveStops } from './store/journey-stops.server.ts';

const db = await testDatabase();

const NOW = Date.UTC(2026, 10, 30, 12);
const [CART, ORDER] = ['abandoned-basket', 'post-purchase'];
const LIST = readListView(new URLSearchParams(), ['time']);

/** A shop in which two journeys have stopped. */
async function stoppedShop() {
  const shop = await installedShop(db.pool);
  const ask = <T>(work: (client: ShopClient) => Promise<T>) => inShop(db.pool, shop.id, work);
  const stops = [CART, ORDER].map((journeyKey, hours) => ({
    id: idOf('stop', shop.id, journeyKey),
    journeyKey,
    measure: 'entries' as const,
    since: NOW - 5 * HOUR,
    noticedAt: NOW - hours * HOUR,
    cause: 'unknown' as const,
    detail: '',
  }));
  await ask((client) => insertStops(client, shop.id, stops));
  const [cart = '', order = ''] = stops.map(({ id }) => id);
  const shown = (now = NOW) =>
    ask(async (client) => (await loadShownStops(client, shop.id, now)).map(({ id }) => id));
  const list = (search = '') =>
    ask(async (client) => {
      const { stops: found } = await listStops(client, shop.id, { ...LIST, search }, NOW);
      return found.map(({ id }) => id);
    });
  return { shopId: shop.id, ask, cart, order, shown, list };
}

test('a stop that is snoozed is shown again after a day, and stays in the list', async () => {
  const { ask, shopId, cart, order, shown, list } = await stoppedShop();
  const unknown = idOf('stop', shopId, 'unknown');
  await ask((client) => hideStops(client, shopId, 'snooze_stop', [cart, unknown], 'ann', NOW));
  const { rows } = await db.owner.query('select subject from audit where shop_id = $1', [shopId]);
  expect(rows).toEqual([{ subject: `journey_stop:${cart}` }]);
  expect(await shown()).toEqual([order]);
  expect(await shown(NOW + 25 * HOUR)).toEqual([order, cart]);
  expect(await list()).toEqual([cart, order]);
});

test('a stop that is dismissed is gone from both, until that is undone', async () => {
  const { ask, shopId, cart, order, shown, list } = await stoppedShop();
  await ask((client) => hideStops(client, shopId, 'dismiss_stop', [cart], 'ann', NOW));
  expect([await shown(), await list()]).toEqual([[order], [order]]);
  await ask((client) => hideStops(client, shopId, 'show_stop', [cart], 'ann', NOW));
  expect([await shown(), await list()]).toEqual([
    [order, cart],
    [cart, order],
  ]);
});

test('a stop that is over is listed as resolved, and the list is searched by the journey', async () => {
  const { ask, shopId, cart, order, shown, list } = await stoppedShop();
  await ask((client) => resolveStops(client, shopId, [cart], NOW));
  expect(await shown()).toEqual([order]);
  expect(await list('abandoned')).toEqual([cart]);
  expect(await list('nothing like it')).toEqual([]);
});

test('of another shop nothing is hidden', async () => {
  const { ask, cart, shown, order } = await stoppedShop();
  const other = await installedShop(db.pool);
  const count = await inShop(db.pool, other.id, (client) =>
    hideStops(client, other.id, 'dismiss_stop', [cart], 'ann', NOW),
  );
  expect(count).toBe(0);
  expect(await shown()).toEqual([order, cart]);
  expect(
    await ask((client) => hideStops(client, other.id, 'dismiss_stop', [cart], 'ann', NOW)),
  ).toBe(0);
});
