import { describe, expect, it } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { groupHistories } from '#app/insights/lifetime/group-histories.ts';
import { fitBgNbd } from '#app/insights/lifetime/fit-bg-nbd.ts';
import { personAhead } from '#app/insights/lifetime/ahead.server.ts';
import { lifetimeModels } from '#app/insights/lifetime/lifetime-models.server.ts';
import { atOnce } from '#app/insights/lifetime/minimise.ts';
import { outlookOf } from '#app/insights/lifetime/outlook.ts';
import {
  endPrediction,
  openPrediction,
  predictionRun,
} from '#app/insights/lifetime/prediction-run.server.ts';
import { USUAL } from '#app/insights/lifetime/prior.ts';
import { register } from '#app/jobs/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { readCdnow } from '#tests/fixtures/clv/read-cdnow.ts';
import { orderPayload } from '#tests/fixtures/shopify-payloads.ts';
import { addCdnowBuyers, buyerId, minorSpent } from '#tests/setup/cdnow-buyers.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, tell } from '#tests/setup/told-shop.ts';
import { changePolicy } from './change-policy.server.ts';
import { predict } from './predict.server.ts';
import { listFailedProfiles, retryProfiles } from './unscored-profiles.server.ts';

const db = await testDatabase();

const NOW = SEEN_AT;
const customers = readCdnow();

/** A shop whose customers bought when those of CDNOW did. */
async function cdnowShop(some = customers): Promise<string> {
  const { id } = await installedShop(db.pool);
  await tell(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, id, NOW);
  await db.owner.query('delete from purchase where shop_id = $1', [id]);
  await addCdnowBuyers(db.owner, id, some, NOW);
  return id;
}

async function services(pool = db.pool, now = NOW) {
  const pulse = await register(db.pool, 'test');
  return { pool, clock: { now: () => now }, logger: silentLogger, pulse };
}

async function reckon(shopId: string, askedBy: string | null = null, now = NOW): Promise<void> {
  await inShop(db.pool, shopId, (client) => openPrediction(client, shopId, askedBy, now));
  await predict(await services(db.pool, now), shopId);
}

type Row = { alive: number; again: number; orders: number; spend: number; version: number };

async function predictions(shopId: string): Promise<Row[]> {
  const { rows } = await db.owner.query<Row>(
    `select alive, again, orders, spend_minor::float8 as spend, model_version as version
       from prediction where shop_id = $1 order by profile_id`,
    [shopId],
  );
  return rows;
}

async function versions(shopId: string) {
  return await inShop(db.pool, shopId, (client) => lifetimeModels(client, shopId, 10));
}

async function state(shopId: string) {
  return await inShop(db.pool, shopId, (client) => predictionRun(client, shopId));
}

describe('What is ahead of a shop’s people', () => {
  it('is what the model fitted to their orders says of each of them', async () => {
    const shop = await cdnowShop();
    await reckon(shop);
    const [saved] = await versions(shop);
    const expected = atOnce(
      fitBgNbd(groupHistories(customers), USUAL, { stopsAtFirst: true }),
    ).model;
    expect(saved?.model.buying.r).toBeCloseTo(expected.r, 6);
    expect(saved?.model.buying.b).toBeCloseTo(expected.b, 5);
    expect(saved?.evidence).toMatchObject({ people: 2_357, repeaters: 946, fitted: 2_357 });
    const { calibration, spendCalibration } = saved?.evidence ?? {};
    for (const tested of [calibration, spendCalibration]) {
      expect(tested?.held).toBeGreaterThan(0.75);
      expect(tested?.held).toBeLessThan(0.88);
    }
    expect(saved?.model.ranges?.orders).toBe(calibration?.share);

    const rows = await predictions(shop);
    expect(rows).toHaveLength(2_357);
    if (!saved) throw new Error('No model was saved.');
    const wanted = customers.map(({ repeats, last, age, mean }) =>
      outlookOf(
        saved.model,
        { repeats, last, age },
        { orders: repeats + 1, mean: minorSpent({ mean }) },
      ),
    );
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(rows.map(({ orders }) => orders))).toBeCloseTo(
      sum(wanted.map(({ orders }) => orders)),
      1,
    );
    expect(sum(rows.map(({ again }) => again))).toBeCloseTo(
      sum(wanted.map(({ again }) => again)),
      1,
    );
    expect(
      sum(rows.map(({ spend }) => spend)) / sum(wanted.map(({ spend }) => spend ?? 0)),
    ).toBeCloseTo(1, 4);
    expect(await state(shop)).toMatchObject({
      outcome: 'predicted',
      peopleDone: 2_357,
      peopleTotal: 2_357,
    });
  });

  it('is the same when the process was killed on the way', async () => {
    const shop = await cdnowShop(customers.slice(0, 700));
    await reckon(shop);
    const whole = await predictions(shop);
    await db.owner.query('delete from prediction where shop_id = $1', [shop]);
    await db.owner.query('delete from prediction_model where shop_id = $1', [shop]);
    await inShop(db.pool, shop, (client) => openPrediction(client, shop, null, NOW));
    const counting = breakingPool(db.pool, 45, 'dies after');
    await expect(predict(await services(counting.pool), shop)).rejects.toThrow(Died);
    const before = await state(shop);
    expect(before?.peopleDone).toBeGreaterThan(0);
    expect(before?.peopleDone).toBeLessThan(700);
    await predict(await services(), shop);
    expect((await state(shop))?.peopleDone).toBe(700);
    expect(await predictions(shop)).toEqual(whole);
  });

  it('is not reckoned on once staff called it off, and what was reckoned before stays', async () => {
    const shop = await cdnowShop(customers.slice(0, 400));
    await reckon(shop);
    await inShop(db.pool, shop, (client) => openPrediction(client, shop, 'staff', NOW + DAY));
    await inShop(db.pool, shop, (client) => endPrediction(client, shop, 'cancelled', NOW + DAY));
    await predict(await services(db.pool, NOW + DAY), shop);
    expect(await versions(shop)).toHaveLength(1);
    expect(await predictions(shop)).toHaveLength(400);
    expect(await state(shop)).toMatchObject({ outcome: 'cancelled', peopleDone: 0 });
  });

  it('is by the same model for a week, unless staff ask for a new one', async () => {
    const shop = await cdnowShop(customers.slice(0, 400));
    await reckon(shop);
    await reckon(shop, null, NOW + DAY);
    expect((await versions(shop)).map(({ version }) => version)).toEqual([1]);
    await reckon(shop, 'staff', NOW + 2 * DAY);
    await reckon(shop, null, NOW + 10 * DAY);
    expect((await versions(shop)).map(({ version, inUse }) => [version, inUse])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(new Set((await predictions(shop)).map(({ version }) => version))).toEqual(new Set([3]));
  });

  it('counts one purchase a day, kept orders, and money in the shop’s currency less refunds', async () => {
    const shop = await cdnowShop(customers.slice(0, 400));
    await reckon(shop);
    const before = await predictions(shop);
    await db.owner.query(
      `insert into purchase (shop_id, order_id, profile_id, placed_at, cancelled_at, total_minor, refunded_minor, currency)
       select shop_id, 'more' || order_id || kind, profile_id,
              placed_at + case kind when 'refunded' then interval '1 hour' else interval '30 hours' end,
              case kind when 'cancelled' then now() end, 5000, 5000, 'GBP'
         from purchase, unnest(array['refunded', 'cancelled']) as kind where shop_id = $1`,
      [shop],
    );
    await reckon(shop, 'staff');
    expect((await predictions(shop)).map(({ version: _, ...row }) => row)).toEqual(
      before.map(({ version: _, ...row }) => row),
    );
  });

  it('is not said where there is too little to learn from, and no longer for who has no order left', async () => {
    const shop = await cdnowShop(customers.slice(0, 400));
    await reckon(shop);
    await db.owner.query(
      `update purchase set cancelled_at = now() where shop_id = $1 and profile_id <> (
         select profile_id from purchase where shop_id = $1 order by order_id limit 1)`,
      [shop],
    );
    await reckon(shop, null, NOW + DAY);
    expect(await state(shop)).toMatchObject({ outcome: 'too_little', found: { people: 1 } });
    expect(await predictions(shop)).toEqual([]);
  });

  it('is told of a person, with what the person will want again by the rhythm of who bought it often', async () => {
    const shop = await cdnowShop(customers.slice(0, 400));
    await db.owner.query(
      `insert into product (shop_id, id, title, handle, status, product_type, vendor, tags, updated_at)
       values ($1, 'tea', 'Green tea', 'tea', 'active', '', '', '{}', now())`,
      [shop],
    );
    await db.owner.query(
      `update purchase set snapshot = '{"lines":[{"productId":"tea"},{"productId":"tea"},{"productId":null}]}'
        where shop_id = $1`,
      [shop],
    );
    await reckon(shop);
    const ahead = async (n: number) =>
      await inShop(db.pool, shop, (client) =>
        personAhead(client, shop, buyerId(shop, n), 'UTC', NOW),
      );
    // The first customer bought three times, the third once; both of them 272 days ago for the first time.
    const often = await ahead(0);
    expect(often.prediction).toMatchObject({ modelVersion: 1, reckonedAt: NOW, currency: 'GBP' });
    expect(often.wantedAgain).toMatchObject([{ title: 'Green tea', by: 'own', times: 3 }]);
    // The day it is due is a day of the shop, also where noon in UTC is in the next day.
    const far = await inShop(db.pool, shop, (client) =>
      personAhead(client, shop, buyerId(shop, 0), 'Pacific/Kiritimati', NOW),
    );
    const hours = (at: number | undefined) => new Date(at ?? 0).toISOString().slice(11, 16);
    expect([hours(often.wantedAgain[0]?.due), hours(far.wantedAgain[0]?.due)]).toEqual([
      '12:00',
      '22:00',
    ]);
    const once = (await ahead(2)).prediction;
    expect(once).toMatchObject({ nextOrderAt: null });
    expect(once?.alive).toBeLessThan(1);
    const { rows } = await db.owner.query<{ people: number; median: number }>(
      'select people, median_days as median from product_rhythm where shop_id = $1',
      [shop],
    );
    const again = customers.slice(0, 400).filter(({ repeats }) => repeats > 0).length;
    expect(rows).toMatchObject([{ people: again }]);
    const stranger = await inShop(db.pool, shop, (client) =>
      personAhead(client, shop, shop, 'UTC', NOW),
    );
    expect(stranger).toEqual({ prediction: null, lack: 'no_order', wantedAgain: [] });
  });

  it('decides who is in a segment that asks for it, day by day', async () => {
    const shop = await cdnowShop(customers.slice(0, 400));
    await db.owner.query(
      `with one as (insert into segment (shop_id, key, name, purpose, version, created_at)
         values ($1, 'again', 'Again', 'Test', 1, now()) returning shop_id)
       insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
       select shop_id, 'again', 1, 'Again', 'Test',
              '{"field":"predicted_orders","is":"at_least","value":1}', '', 'test', now() from one`,
      [shop],
    );
    await inShop(db.pool, shop, (client) => changePolicy(client, shop));
    const members = async () => {
      const { rows } = await db.owner.query<{ id: string }>(
        `select profile_id as id from membership
          where shop_id = $1 and segment_key = 'again' and left_at is null order by 1`,
        [shop],
      );
      return rows.map(({ id }) => id);
    };
    const expected = async () => {
      const { rows } = await db.owner.query<{ id: string }>(
        'select profile_id as id from prediction where shop_id = $1 and orders >= 1 order by 1',
        [shop],
      );
      return rows.map(({ id }) => id);
    };
    await reckon(shop);
    await drainAt(db.pool, shop, NOW);
    const first = await expected();
    expect(first.length).toBeGreaterThan(10);
    expect(await members()).toEqual(first);

    await reckon(shop, null, NOW + 200 * DAY);
    await drainAt(db.pool, shop, NOW + 200 * DAY);
    const later = await expected();
    expect(later.length).toBeLessThan(first.length);
    expect(await members()).toEqual(later);
  });

  it('is kept for everybody else when it cannot be found or saved for somebody, who is listed', async () => {
    const shop = await cdnowShop(customers.slice(0, 600));
    const [refused] = (
      await db.owner.query<{ id: string }>(
        'select profile_id as id from purchase where shop_id = $1 order by 1 offset 40 limit 1',
        [shop],
      )
    ).rows;
    await db.owner.query(
      `alter table prediction add constraint refused check (shop_id <> '${shop}' or profile_id <> '${refused?.id ?? ''}')`,
    );
    await reckon(shop);
    expect(await state(shop)).toMatchObject({ outcome: 'predicted', peopleDone: 600 });
    expect(await predictions(shop)).toHaveLength(599);
    const problems = () =>
      inShop(db.pool, shop, (client) =>
        listFailedProfiles(client, shop, { search: '', newestFirst: true }),
      );
    const { profiles } = await problems();
    expect(profiles).toMatchObject([{ kind: 'forecast', profileId: refused?.id }]);
    await db.owner.query('alter table prediction drop constraint refused');
    const keys = profiles.map(({ key }) => key);
    await inShop(db.pool, shop, (client) => retryProfiles(client, shop, keys, 'ann', NOW));
    await predict(await services(), shop);
    expect(await predictions(shop)).toHaveLength(600);
    expect((await problems()).waiting).toBe(0);
  });
});
