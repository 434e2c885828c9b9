import { describe, expect, it } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { groupHistories } from '#app/predictions/model/group-histories.ts';
import { fitBgNbd } from '#app/predictions/model/fit-bg-nbd.ts';
import { lifetimeModels } from '#app/predictions/store/lifetime-models.server.ts';
import { MODEL_SORTS } from '#app/predictions/lifetime-models.ts';
import { runSteps } from '#app/lib/steps.ts';
import { computeForecast } from '#app/predictions/model/forecast.ts';
import {
  endPrediction,
  openPrediction,
  predictionRun,
} from '#app/predictions/store/prediction-run.server.ts';
import { SHOP_PRIORS } from '#app/predictions/model/prior.ts';
import { readListView } from '#app/lib/list-view.ts';
import { DAY } from '#app/lib/duration.ts';
import { readCdnow } from '#tests/fixtures/clv/read-cdnow.ts';
import { minorSpent } from '#tests/setup/cdnow-buyers.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import {
  cdnowShop,
  PREDICTED_AT,
  predictServices,
  predictShop,
  savedPredictions,
} from '#tests/setup/predicted-shop.ts';
import { predict } from './predict.server.ts';

const db = await testDatabase();
const customers = readCdnow();

async function versions(shopId: string) {
  const view = readListView(new URLSearchParams(), MODEL_SORTS);
  return await inShop(db.pool, shopId, async (client) => {
    return (await lifetimeModels(client, shopId, view)).rows;
  });
}

async function state(shopId: string) {
  return await inShop(db.pool, shopId, (client) => predictionRun(client, shopId));
}

describe('The forecast for a shop’s people', () => {
  it('is what the model fitted to their orders says of each of them', async () => {
    const shop = await cdnowShop(db);
    await predictShop(db, shop);
    const [saved] = await versions(shop);
    const expected = runSteps(
      fitBgNbd(groupHistories(customers), SHOP_PRIORS, { stopsAtFirst: true }),
    ).model;
    expect(saved?.model.buying.r).toBeCloseTo(expected.r, 6);
    expect(saved?.model.buying.b).toBeCloseTo(expected.b, 5);
    expect(saved?.evidence).toMatchObject({ people: 2_357, repeaters: 946, fitted: 2_357 });
    const { calibration, spendCalibration } = saved?.evidence ?? {};
    for (const tested of [calibration, spendCalibration]) {
      // So many order nothing that the least range, none, holds more than 85 of 100.
      expect(tested?.held).toBeGreaterThan(0.75);
      expect(tested?.held).toBeLessThan(0.88);
    }
    expect(saved?.evidence.seasonKnown).toBe(false);
    expect(saved?.model.ranges?.levels.high).toBeCloseTo(1.125, 2);

    const rows = await savedPredictions(db, shop);
    expect(rows).toHaveLength(2_357);
    if (!saved) throw new Error('No model was saved.');
    const wanted = customers.map(({ repeats, last, age, mean }) =>
      computeForecast(
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

  it('is the same when the process was killed meanwhile', async () => {
    const shop = await cdnowShop(db, customers.slice(0, 700));
    await predictShop(db, shop);
    const whole = await savedPredictions(db, shop);
    await db.owner.query('delete from prediction where shop_id = $1', [shop]);
    await db.owner.query('delete from prediction_model where shop_id = $1', [shop]);
    await inShop(db.pool, shop, (client) => openPrediction(client, shop, null, PREDICTED_AT));
    const counting = breakingPool(db.pool, 49, 'dies after');
    await expect(predict(await predictServices(db, counting.pool), shop)).rejects.toThrow(Died);
    const before = await state(shop);
    expect(before?.peopleDone).toBeGreaterThan(0);
    expect(before?.peopleDone).toBeLessThan(700);
    await predict(await predictServices(db), shop);
    expect((await state(shop))?.peopleDone).toBe(700);
    expect(await savedPredictions(db, shop)).toEqual(whole);
  });

  it('is not predicted further once staff cancelled it, and what was predicted before stays', async () => {
    const shop = await cdnowShop(db, customers.slice(0, 400));
    await predictShop(db, shop);
    await inShop(db.pool, shop, (client) =>
      openPrediction(client, shop, 'staff', PREDICTED_AT + DAY),
    );
    await inShop(db.pool, shop, (client) =>
      endPrediction(client, shop, 'cancelled', PREDICTED_AT + DAY),
    );
    await predict(await predictServices(db, db.pool, PREDICTED_AT + DAY), shop);
    expect(await versions(shop)).toHaveLength(1);
    expect(await savedPredictions(db, shop)).toHaveLength(400);
    expect(await state(shop)).toMatchObject({ outcome: 'cancelled', peopleDone: 0 });
  });

  it('is by the same model for a week, unless staff ask for a new one', async () => {
    const shop = await cdnowShop(db, customers.slice(0, 400));
    await predictShop(db, shop);
    await predictShop(db, shop, null, PREDICTED_AT + DAY);
    expect((await versions(shop)).map(({ version }) => version)).toEqual([1]);
    await predictShop(db, shop, 'staff', PREDICTED_AT + 2 * DAY);
    await predictShop(db, shop, null, PREDICTED_AT + 10 * DAY);
    expect((await versions(shop)).map(({ version, inUse }) => [version, inUse])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(new Set((await savedPredictions(db, shop)).map(({ version }) => version))).toEqual(
      new Set([3]),
    );
  });

  it('counts one purchase a day, kept orders, and money in the shop’s currency less refunds', async () => {
    const shop = await cdnowShop(db, customers.slice(0, 400));
    await predictShop(db, shop);
    const before = await savedPredictions(db, shop);
    await db.owner.query(
      `insert into purchase (shop_id, order_id, profile_id, placed_at, cancelled_at, total_minor, refunded_minor, currency)
       select shop_id, 'more' || order_id || kind, profile_id,
              placed_at + case kind when 'refunded' then interval '1 hour' else interval '30 hours' end,
              case kind when 'cancelled' then now() end, 5000, 5000, 'GBP'
         from purchase, unnest(array['refunded', 'cancelled']) as kind where shop_id = $1`,
      [shop],
    );
    await predictShop(db, shop, 'staff');
    expect((await savedPredictions(db, shop)).map(({ version: _, ...row }) => row)).toEqual(
      before.map(({ version: _, ...row }) => row),
    );
  });

  it('is not made where there is too little to learn from, and is removed for people with no order left', async () => {
    const shop = await cdnowShop(db, customers.slice(0, 400));
    await predictShop(db, shop);
    await db.owner.query(
      `update purchase set cancelled_at = now() where shop_id = $1 and profile_id <> (
         select profile_id from purchase where shop_id = $1 order by order_id limit 1)`,
      [shop],
    );
    await predictShop(db, shop, null, PREDICTED_AT + DAY);
    expect(await state(shop)).toMatchObject({ outcome: 'too_little', found: { people: 1 } });
    expect(await savedPredictions(db, shop)).toEqual([]);
  });
});
