import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON, predictions, profiles } from '#tests/arbitraries/profile.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import { NUMBER_FIELDS } from '#app/segments/fields/number-fields.ts';
import { TIME_FIELDS } from '#app/segments/fields/time-fields.ts';
import { hasPredictionSegment, PREDICTION_FIELDS } from './prediction-segments.server.ts';

const db = await testDatabase();

async function saveSegment(shopId: string, predicate: unknown): Promise<void> {
  await db.owner.query('delete from segment where shop_id = $1', [shopId]);
  await db.owner.query(
    `with one as (insert into segment (shop_id, key, name, purpose, version, created_at)
       values ($1, 'one', 'One', 'Test', 1, now()) returning shop_id)
     insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
     select shop_id, 'one', 1, 'One', 'Test', $2, '', 'test', now() from one`,
    [shopId, JSON.stringify(predicate)],
  );
}

test('a field whose value changes with the prediction is one that segments are searched for', () => {
  const changing = new Set<string>();
  fc.assert(
    fc.property(profiles, predictions, (profile, prediction) => {
      const without = segmentFacts(retailModel, profile, null);
      const withIt = segmentFacts(retailModel, profile, prediction);
      for (const [field, fact] of Object.entries(NUMBER_FIELDS))
        if (fact.read(without, NOON) !== fact.read(withIt, NOON)) changing.add(field);
      for (const [field, fact] of Object.entries(TIME_FIELDS))
        if (fact.read(without) !== fact.read(withIt)) changing.add(field);
    }),
  );
  expect([...changing].sort()).toEqual([...PREDICTION_FIELDS].sort());
});

test('a segment that asks for a prediction anywhere in its conditions is found', async () => {
  const { id } = await installedShop(db.pool);
  const found = () => inShop(db.pool, id, (client) => hasPredictionSegment(client, id));
  for (const field of PREDICTION_FIELDS) {
    const asks = { field, is: 'at_least', value: 1 };
    await saveSegment(id, asks);
    expect(await found()).toBe(true);
    await saveSegment(id, { all: [{ field: 'score', is: 'at_least', value: 1 }, { not: asks }] });
    expect(await found()).toBe(true);
  }
  await saveSegment(id, { any: [{ field: 'last_order', is: 'after', than: 'next_order' }] });
  expect(await found()).toBe(true);
  await db.owner.query('update segment set archived_at = now() where shop_id = $1', [id]);
  expect(await found()).toBe(false);
  await saveSegment(id, { field: 'last_name', is: 'text', value: 'alive' });
  expect(await found()).toBe(false);
});
