import { describe, expect, it } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON } from '#tests/arbitraries/profile.ts';
import { PEOPLE } from '#tests/segments/case-people.ts';
import { segmentPeople } from '#tests/segments/segment-people.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { countMembers, sampleMembers } from './count-members.server.ts';
import { updateSegmentProblems } from './update-problems.server.ts';
import { loadCollections } from './store/load-collections.server.ts';
import type { Predicate } from './predicate.ts';

const db = await testDatabase();
const shop = await installedShop(db.owner);
const { ids, live } = await segmentPeople(db, shop.id);

describe('the members of a predicate', () => {
  const buyers: Predicate = { field: 'orders', is: 'at_least', value: 1 };
  const context = {
    model: retailModel,
    segments: new Map<string, Predicate>([['buyers', buyers]]),
    collections: new Map([['candles', ['71', '79']]]),
    timeZone: 'Europe/London',
  };
  const about = <T>(work: Parameters<typeof inShop<T>>[2]) => inShop(db.pool, shop.id, work);

  it('are counted, and those seen last are shown first', async () => {
    const people = Object.values(PEOPLE);
    await live(people, NOON);
    const names = Object.keys(PEOPLE);
    const found = await about(async (client) => ({
      count: await countMembers(client, shop.id, buyers, context, NOON),
      sample: await sampleMembers(client, shop.id, buyers, context, NOON, 2),
    }));
    expect(found.count).toBe(3);
    expect(found.sample.map(({ id }) => names[ids.indexOf(id)])).toEqual(['eve', 'ann']);
  });

  it('are also found through other segments, collections and what is expected', async () => {
    const count = (predicate: Predicate) =>
      about((client) => countMembers(client, shop.id, predicate, context, NOON));
    const candles: Predicate = {
      interest: 'viewed',
      is: 'within',
      products: [],
      collections: ['candles'],
      days: 7,
    };
    expect(await count({ all: [{ segment: 'buyers', is: 'in' }, candles] })).toBe(1);
    expect(await count({ all: [{ segment: 'buyers', is: 'not_in' }, candles] })).toBe(1);
    expect(await count({ not: { segment: 'gone', is: 'in' } })).toBe(0);
    expect(await count({ not: { ...candles, collections: ['candles', 'gone'] } })).toBe(0);
    expect(await count({ field: 'alive', is: 'at_least', value: 90 })).toBe(1);
    await about((client) =>
      client.query(
        `insert into membership (shop_id, segment_key, profile_id, entered_at, left_at)
         values ($1, 'shopify:1', $2, now(), null), ($1, 'shopify:1', $3, now(), now())`,
        [shop.id, ids[1], ids[3]],
      ),
    );
    expect(await count({ segment: 'shopify:1', is: 'in' })).toBe(1);
    expect(await count({ all: [buyers, { segment: 'shopify:1', is: 'not_in' }] })).toBe(2);
  });

  it('are found by what a collection holds now', async () => {
    await about(async (client) => {
      await client.query(
        `insert into collection (shop_id, id, title, updated_at)
         values ($1, '5', 'Candles', now()), ($1, '6', 'Nothing yet', now())`,
        [shop.id],
      );
      await client.query(
        `insert into collection_product (shop_id, product_id, collection_id)
         values ($1, '71', '5'), ($1, '72', '5')`,
        [shop.id],
      );
      const predicates = [['5'], ['6'], ['5', '7']].map((held): Predicate => ({
        interest: 'bought',
        is: 'within',
        products: [],
        collections: held,
        days: 30,
      }));
      const collections = await loadCollections(client, shop.id, ['5', '6', '7']);
      expect(Object.fromEntries(collections)).toEqual({ 5: ['71', '72'], 6: [] });
      const counts = [];
      for (const predicate of predicates)
        counts.push(
          await countMembers(client, shop.id, predicate, { ...context, collections }, NOON),
        );
      expect(counts).toEqual([1, 0, 0]);
    });
  });

  it('are none and the segment says why when what it refers to is gone', async () => {
    const candles: Predicate = {
      not: { interest: 'viewed', is: 'within', products: [], collections: ['5'], days: 7 },
    };
    const problems = () =>
      about(async (client) => {
        const isChanged = await updateSegmentProblems(client, shop.id);
        const { rows } = await client.query<{ key: string; problem: string | null }>(
          'select key, problem from segment where shop_id = $1 order by key',
          [shop.id],
        );
        return { isChanged, rows: rows.map(({ key, problem }) => `${key}: ${problem ?? 'none'}`) };
      });
    for (const [key, predicate] of Object.entries({ a: { segment: 'b', is: 'in' }, b: candles }))
      await db.owner.query(
        `with one as (insert into segment (shop_id, key, name, purpose, version, created_at)
           values ($1, $2, $2, '', 1, now()) returning shop_id, key)
         insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
         select shop_id, key, 1, key, '', $3, '', 'test', now() from one`,
        [shop.id, key, JSON.stringify(predicate)],
      );
    expect(await problems()).toEqual({ isChanged: false, rows: ['a: none', 'b: none'] });
    await db.owner.query(`delete from collection where shop_id = $1 and id = '5'`, [shop.id]);
    const withProblems = [
      'a: This segment was deleted. Choose another.',
      'b: This collection was deleted. Choose another.',
    ];
    expect(await problems()).toEqual({ isChanged: true, rows: withProblems });
    expect(await problems()).toEqual({ isChanged: false, rows: withProblems });
  });
});
