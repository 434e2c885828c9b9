import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { effectKindNames } from './registry.ts';
import { selectEffectLateness } from './store/effect-lateness.server.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 10, 30, 12);

/** Effects that were carried out so many milliseconds after they were due, one each. */
async function addDone(shopId: string, kind: string, late: number[], completedAt = NOW - HOUR) {
  await db.owner.query(
    `insert into effect (shop_id, key, kind, state, payload, created_at, due_at, settled_at)
     select $1, gen_random_uuid()::text, $2, 'done', '{}', $4, $4::timestamptz - late * interval '1 ms', $4
       from unnest($3::float8[]) as late`,
    [shopId, kind, late, new Date(completedAt)],
  );
}

async function lateness(shopId: string) {
  return await inShop(db.pool, shopId, (client) =>
    selectEffectLateness(client, shopId, effectKindNames, NOW - DAY),
  );
}

test('the lateness of a kind is its median and its slowest hundredth over the last 24 hours', async () => {
  const { id } = await installedShop(db.pool);
  const { id: other } = await installedShop(db.pool);
  await addDone(
    id,
    'email',
    Array.from({ length: 200 }, (_, place) => (place + 1) * 10),
  );
  await addDone(id, 'banner', [500]);
  await addDone(id, 'email', [9e6], NOW - DAY - 1);
  await addDone(other, 'email', [7e6]);
  expect(await lateness(id)).toEqual([
    { kind: 'banner', count: 1, medianMs: 500, slowestMs: 500 },
    { kind: 'email', count: 200, medianMs: 1_000, slowestMs: 1_980 },
  ]);
});

test('what was carried out before it was due, by a clock that is ahead, was not late', async () => {
  const { id } = await installedShop(db.pool);
  await addDone(id, 'sync_tag', [-300]);
  expect(await lateness(id)).toMatchObject([{ kind: 'sync_tag', medianMs: 0 }]);
});

test('a shop of which nothing was carried out has none', async () => {
  const { id } = await installedShop(db.pool);
  expect(await lateness(id)).toEqual([]);
});
