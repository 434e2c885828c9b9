import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { readCdnow } from '#tests/fixtures/clv/read-cdnow.ts';
import { buyerId } from '#tests/setup/cdnow-buyers.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { cdnowShop } from '#tests/setup/predicted-shop.ts';
import { readBuyers } from './read-buyers.server.ts';
import { countBuyers, readGroups, readWeekCounts } from './read-histories.server.ts';
import { readSpendings, readSpendTests } from './read-spendings.server.ts';
import { ShopDays } from '#app/predictions/model/shop-days.ts';

const db = await testDatabase();

/** What the models read of one customer who ordered at these moments, 1 each time, until one of them. */
async function historyOf(timeZone: string, placedAt: readonly string[], nowText: string) {
  const shop = await cdnowShop(db, readCdnow().slice(0, 1));
  const id = buyerId(shop, 0);
  await db.owner.query('delete from purchase where shop_id = $1', [shop]);
  await db.owner.query(
    `insert into purchase (shop_id, order_id, profile_id, placed_at, total_minor, currency)
     select $1, 'order' || place, $2, placed_at, 100, 'GBP'
       from unnest($3::timestamptz[]) with ordinality as placed (placed_at, place)`,
    [shop, id, placedAt],
  );
  const now = Date.parse(nowText);
  const days = new ShopDays(timeZone, now);
  const sample = { now, days, oneIn: 1 };
  const until = days.number(now);
  return await inShop(db.pool, shop, async (client) => ({
    found: await countBuyers(client, shop, sample),
    groups: await readGroups(client, shop, { ...sample, until }),
    spendings: await readSpendings(client, shop, { ...sample, currency: 'GBP' }),
    tests: await readSpendTests(client, shop, { ...sample, until, people: 1, currency: 'GBP' }),
    counts: await readWeekCounts(client, shop, sample),
    until,
    buyers: await readBuyers(client, shop, { ...sample, after: null, limit: 9, currency: 'GBP' }),
  }));
}

test.each([
  // The evening and the night after it are two days of UTC, and one of the shop; also where clocks are put forward.
  ['America/Los_Angeles', ['2026-03-07T15:00-08:00', '2026-03-07T23:59-08:00'], 0],
  ['America/Los_Angeles', ['2026-03-08T00:30-08:00', '2026-03-08T23:30-07:00'], 0],
  // One day of UTC, with the shop's midnight in it, before and after its clocks are put back.
  ['America/Los_Angeles', ['2026-10-31T23:30-07:00', '2026-11-01T00:30-07:00'], 1],
  ['America/Los_Angeles', ['2026-11-01T23:30-08:00', '2026-11-02T00:30-08:00'], 1],
  ['Pacific/Auckland', ['2026-04-05T00:30+13:00', '2026-04-05T23:30+12:00'], 0],
  ['Australia/Lord_Howe', ['2026-10-03T23:45+10:30', '2026-10-04T00:15+10:30'], 1],
  ['UTC', ['2026-03-07T00:00Z', '2026-03-07T23:59Z', '2026-03-08T00:00Z'], 1],
])('Orders of one day of a shop in %s are one purchase: %j are %d repeats', async (...given) => {
  const [timeZone, placedAt, repeats] = given;
  const read = await historyOf(timeZone, placedAt, '2026-12-01T12:00Z');
  expect(read.found.repeaters).toBe(repeats > 0 ? 1 : 0);
  const [group] = read.groups;
  expect(group).toMatchObject({ repeats, people: 1 });
  const history = { repeats, first: group?.first, last: (group?.first ?? 0) + repeats };
  expect(group).toMatchObject(history);
  const weeks = read.counts.reduce((sum, one) => sum + one.newcomers * 100 + one.repeats, 0);
  expect(weeks).toBe(100 + repeats);
  expect(read.tests).toMatchObject([history]);
  expect(read.buyers).toMatchObject([{ history }]);
  for (const { spending } of [...read.buyers, ...read.tests])
    expect(spending?.orders).toBe(repeats + 1);
  expect(read.spendings).toMatchObject([{ orders: repeats + 1 }]);
});

test('A customer is watched until the day that it is in the shop', async () => {
  // 30 hours later it is two days later in Auckland.
  const { buyers, until } = await historyOf(
    'Pacific/Auckland',
    ['2026-06-10T23:00+12:00'],
    '2026-06-12T05:00+12:00',
  );
  expect(buyers).toMatchObject([{ history: { first: until - 2 } }]);
});
