import { beforeAll, expect, test } from 'vitest';
import { abandonedCartJourney } from '#app/journeys/gallery/abandoned-cart.ts';
import type { GalleryJourney } from '#app/journeys/gallery/gallery-journey.ts';
import { postPurchaseJourney } from '#app/journeys/gallery/post-purchase.ts';
import { findOpportunities, loadCoveragePage } from '#app/journeys/page/coverage-page.server.ts';
import {
  MOST_RANKED,
  MOST_REPLAYS_RUNNING,
  type RankedReplay,
} from '#app/journeys/replay/replay-record.ts';
import { requestReplay } from '#app/journeys/replay/request-replay.server.ts';
import { runReplays } from '#app/journeys/replay/run-replays.server.ts';
import { loadRankedReplays } from '#app/journeys/replay/store/ranked-replays.server.ts';
import { listReplays, openReplays } from '#app/journeys/replay/store/replays.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { shoppersFrom } from '#tests/journeys/live-history.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { cancelRanking, rankOpportunities } from './rank-opportunities.server.ts';
import { rankingOf } from './opportunities.ts';

const db = await testDatabase();
const { pool } = db;
const END = Date.UTC(2026, 10, 28, 12);
const KEY = 'abandoned-basket';
const GALLERY = [abandonedCartJourney, postPurchaseJourney];
/** Nothing is stored of when staff add people. */
const BY_HAND: GalleryJourney = {
  ...abandonedCartJourney,
  journey: { ...abandonedCartJourney.journey, key: 'by-hand', trigger: { on: 'manual' } },
};
let shopId = '';

beforeAll(async () => {
  shopId = (await installedShop(pool)).id;
  for (const [n, { at, topic, payload }] of shoppersFrom(END - 20 * DAY, 12).entries())
    await receive(pool, shopId, topic, payload, `past ${String(n)}`, at);
  await drainAt(pool, shopId, END);
});

async function rank(journeys: readonly GalleryJourney[], at = END) {
  return await inShop(pool, shopId, (client) =>
    rankOpportunities(client, shopId, journeys, 'ann', at),
  );
}

async function cancel() {
  return await inShop(pool, shopId, (client) => cancelRanking(client, shopId, 'ann', END));
}

async function ranked(): Promise<RankedReplay[]> {
  return await inShop(pool, shopId, (client) => loadRankedReplays(client, shopId, MOST_RANKED));
}

test('each gallery journey is replayed on the history of the shop, and they are ranked by revenue', async () => {
  expect(await rank([...GALLERY, BY_HAND])).toEqual({ outcome: 'ranking', journeys: 2 });
  await runReplays(await workerAt(pool, END), shopId);
  const replays = await ranked();
  expect(replays.map(({ journeyKey, state }) => [journeyKey, state])).toEqual([
    [KEY, 'done'],
    ['post-purchase', 'done'],
  ]);
  const ranking = rankingOf(replays, GALLERY, 'GBP', () => false);
  expect(ranking).toMatchObject({ isRunning: false, days: 90 });
  const cart = ranking?.opportunities.find(({ key }) => key === KEY);
  expect(cart).toMatchObject({ state: 'done', entered: 12 });
  if (!cart) throw new Error('The cart reminder was not ranked.');
  expect(cart.low).toBeLessThanOrEqual(cart.minor);
  expect(cart.high).toBeGreaterThanOrEqual(cart.minor);
});

test('a ranking that is run again over the same history gives the same interval', async () => {
  const before = await ranked();
  await rank(GALLERY, END + 1);
  await runReplays(await workerAt(pool, END + 1), shopId);
  const followed = (replays: RankedReplay[]) => replays.map(({ totals }) => totals?.followed);
  expect(followed(await ranked())).toEqual(followed(before));
});

test('a ranking that is cancelled stops, and one that is over cannot be cancelled', async () => {
  await rank(GALLERY, END + 2);
  expect(await cancel()).toEqual({ outcome: 'ranking_cancelled' });
  await runReplays(await workerAt(pool, END), shopId);
  expect((await ranked()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  expect(await cancel()).toEqual({ outcome: 'not_ranking' });
});

test('a new ranking ends the one that is under way', async () => {
  await rank(GALLERY, END + 3);
  await rank([postPurchaseJourney], END + 4);
  const open = await inShop(pool, shopId, (client) => openReplays(client, shopId, 40));
  expect(open.map(({ journeyKey }) => journeyKey)).toEqual(['post-purchase']);
  expect((await ranked()).map(({ journeyKey }) => journeyKey)).toEqual(['post-purchase']);
});

test('replays that staff ask for go before a ranking, which does not count as one of theirs', async () => {
  const asked = { key: KEY, version: 2, days: 7 };
  for (let n = 0; n < MOST_REPLAYS_RUNNING; n += 1) {
    const answer = await inShop(pool, shopId, (client) =>
      requestReplay(client, shopId, asked, 'ann', END + 10),
    );
    expect(answer.outcome).toBe('started');
  }
  const open = await inShop(pool, shopId, (client) => openReplays(client, shopId, 40));
  expect(open.map(({ isRanking }) => isRanking)).toEqual([false, false, false, false, false, true]);
  await runReplays(await workerAt(pool, END + 10), shopId);
  expect(await inShop(pool, shopId, (client) => openReplays(client, shopId, 40))).toEqual([]);
});

test('what was ranked stands among the replays of its journey, as of the gallery', async () => {
  const replays = await inShop(pool, shopId, (client) =>
    listReplays(client, shopId, 'post-purchase', 20),
  );
  expect(replays).toContainEqual(
    expect.objectContaining({ version: null, draftRevision: null, days: 90 }),
  );
});

test('what fills the gaps of a new shop can all be replayed, but for what has no stored start', async () => {
  const { map, rankable, unrankable } = await inShop(pool, shopId, (client) =>
    loadCoveragePage(client, shopId, 'GBP'),
  );
  const fills = map.rows.flatMap(({ gap }) => gap?.fills ?? []);
  expect(rankable + unrankable.length).toBe(fills.length);
  const journeys = await inShop(pool, shopId, (client) => findOpportunities(client, shopId));
  expect(journeys.length).toBeGreaterThan(10);
  await rank(journeys, END + 20);
  await runReplays(await workerAt(pool, END + 20), shopId);
  const replays = await ranked();
  expect(replays.length).toBe(Math.min(journeys.length, MOST_RANKED));
  expect(replays.filter(({ state }) => state !== 'done')).toEqual([]);
});

test('rankings leave the replays that staff asked for, and only the newest ranking stays', async () => {
  const own = async () =>
    (await inShop(pool, shopId, (client) => listReplays(client, shopId, KEY, 100))).filter(
      ({ version }) => version !== null,
    ).length;
  const before = await own();
  expect(before).toBe(MOST_REPLAYS_RUNNING);
  for (let n = 0; n < 25; n += 1) await rank([abandonedCartJourney], END + 30 + n);
  expect(await own()).toBe(before);
  const { rows } = await db.owner.query('select from replay where shop_id = $1 and is_ranking', [
    shopId,
  ]);
  expect(rows).toHaveLength(1);
});

test('nothing is ranked where nothing can be replayed', async () => {
  expect(await rank([BY_HAND])).toEqual({ outcome: 'nothing_to_rank' });
});
