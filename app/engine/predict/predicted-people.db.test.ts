import { describe, expect, it } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { loadPersonForecast } from '#app/predictions/page/person-forecast.server.ts';
import { predictionRun } from '#app/predictions/store/prediction-run.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readCdnow } from '#tests/fixtures/clv/read-cdnow.ts';
import { buyerId } from '#tests/setup/cdnow-buyers.ts';
import { testDatabase } from '#tests/setup/database.ts';
import {
  cdnowShop,
  PREDICTED_AT,
  predictServices,
  predictShop,
  savedPredictions,
} from '#tests/setup/predicted-shop.ts';
import { membersOf } from '#tests/setup/segment-members.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { changePolicy } from '#app/engine/recompute/change-policy.server.ts';
import {
  listFailedProfiles,
  retryProfiles,
} from '#app/engine/recompute/unscored-profiles.server.ts';
import { predict } from './predict.server.ts';

const db = await testDatabase();
const customers = readCdnow();

describe('The forecast for a person', () => {
  it('is shown with what the person will buy again by the rhythm of frequent buyers', async () => {
    const shop = await cdnowShop(db, customers.slice(0, 400));
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
    await predictShop(db, shop);
    const forecast = async (n: number) =>
      await inShop(db.pool, shop, (client) =>
        loadPersonForecast(client, shop, buyerId(shop, n), 'UTC', PREDICTED_AT),
      );
    // The first customer bought three times, the third once; both of them 272 days ago for the first time.
    const often = await forecast(0);
    expect(often.prediction).toMatchObject({
      modelVersion: 1,
      computedAt: PREDICTED_AT,
      currency: 'GBP',
    });
    expect(often.wantedAgain).toMatchObject([{ title: 'Green tea', by: 'own', times: 3 }]);
    // The day it is due is a day of the shop, also where noon in UTC is in the next day.
    const far = await inShop(db.pool, shop, (client) =>
      loadPersonForecast(client, shop, buyerId(shop, 0), 'Pacific/Kiritimati', PREDICTED_AT),
    );
    const hours = (at: number | undefined) => new Date(at ?? 0).toISOString().slice(11, 16);
    expect([hours(often.wantedAgain[0]?.due), hours(far.wantedAgain[0]?.due)]).toEqual([
      '12:00',
      '22:00',
    ]);
    const once = (await forecast(2)).prediction;
    expect(once).toMatchObject({ nextOrderAt: null });
    expect(once?.alive).toBeLessThan(1);
    const { rows } = await db.owner.query<{ people: number; median: number }>(
      'select people, median_days as median from product_rhythm where shop_id = $1',
      [shop],
    );
    const again = customers.slice(0, 400).filter(({ repeats }) => repeats > 0).length;
    expect(rows).toMatchObject([{ people: again }]);
    const stranger = await inShop(db.pool, shop, (client) =>
      loadPersonForecast(client, shop, shop, 'UTC', PREDICTED_AT),
    );
    expect(stranger).toEqual({ prediction: null, lack: 'no_order', wantedAgain: [] });
  });

  it('decides who is in a segment that depends on it, day by day', async () => {
    const shop = await cdnowShop(db, customers.slice(0, 400));
    await db.owner.query(
      `with one as (insert into segment (shop_id, key, name, purpose, version, created_at)
         values ($1, 'again', 'Again', 'Test', 1, now()) returning shop_id)
       insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
       select shop_id, 'again', 1, 'Again', 'Test',
              '{"field":"predicted_orders","is":"at_least","value":1}', '', 'test', now() from one`,
      [shop],
    );
    await inShop(db.pool, shop, (client) => changePolicy(client, shop));
    const expected = async () => {
      const { rows } = await db.owner.query<{ id: string }>(
        'select profile_id as id from prediction where shop_id = $1 and orders >= 1 order by 1',
        [shop],
      );
      return rows.map(({ id }) => id);
    };
    await predictShop(db, shop);
    await drainAt(db.pool, shop, PREDICTED_AT);
    const first = await expected();
    expect(first.length).toBeGreaterThan(10);
    expect(await membersOf(db, shop, 'again')).toEqual(first);

    await predictShop(db, shop, null, PREDICTED_AT + 200 * DAY);
    await drainAt(db.pool, shop, PREDICTED_AT + 200 * DAY);
    const later = await expected();
    expect(later.length).toBeLessThan(first.length);
    expect(await membersOf(db, shop, 'again')).toEqual(later);
  });

  it('is kept for all others when it cannot be found or saved for a person, who is listed', async () => {
    const shop = await cdnowShop(db, customers.slice(0, 600));
    const [refused] = (
      await db.owner.query<{ id: string }>(
        'select profile_id as id from purchase where shop_id = $1 order by 1 offset 40 limit 1',
        [shop],
      )
    ).rows;
    await db.owner.query(
      `alter table prediction add constraint refused check (shop_id <> '${shop}' or profile_id <> '${refused?.id ?? ''}')`,
    );
    await predictShop(db, shop);
    expect(await inShop(db.pool, shop, (client) => predictionRun(client, shop))).toMatchObject({
      outcome: 'predicted',
      peopleDone: 600,
    });
    expect(await savedPredictions(db, shop)).toHaveLength(599);
    const problems = () =>
      inShop(db.pool, shop, (client) =>
        listFailedProfiles(client, shop, readListView(new URLSearchParams(), ['time'])),
      );
    const { profiles } = await problems();
    expect(profiles).toMatchObject([{ kind: 'forecast', profileId: refused?.id }]);
    await db.owner.query('alter table prediction drop constraint refused');
    const keys = profiles.map(({ key }) => key);
    await inShop(db.pool, shop, (client) => retryProfiles(client, shop, keys, 'ann', PREDICTED_AT));
    await predict(await predictServices(db), shop);
    expect(await savedPredictions(db, shop)).toHaveLength(600);
    expect((await problems()).waiting).toBe(0);
  });
});
