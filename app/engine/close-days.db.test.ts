import { expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { closeDays } from '#app/segments/close-days.server.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { wakeDayCloses } from './timers.server.ts';

const db = await testDatabase();

/** Somebody in a segment from one moment to another. */
async function member(
  shopId: string,
  name: string,
  from: string,
  to: string | null,
): Promise<void> {
  await db.owner.query(
    `with person as (insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders,
         spent_minor, subscribed, first_seen_at, last_seen_at)
       values ($1, $2, '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, now(), now()))
     insert into membership (shop_id, segment_key, profile_id, entered_at, left_at) values ($1, 'mine', $2, $3, $4)`,
    [shopId, idOf('person', shopId, name), from, to],
  );
}

async function days(shopId: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ line: string }>(
    `select day::text || ': ' || size || ' +' || entered || ' -' || gone as line
       from segment_day where shop_id = $1 order by day`,
    [shopId],
  );
  return rows.map(({ line }) => line);
}

test('each day that ended has the size of a segment, and who came and went, however late it is counted', async () => {
  const { id } = await installedShop(db.pool);
  const close = (at: string) =>
    inShop(db.pool, id, (client) => closeDays(client, id, Date.parse(at)));
  await member(id, 'stays', '2026-05-01T10:00:00Z', null);
  await member(id, 'until midnight', '2026-05-02T00:00:00Z', '2026-05-03T00:00:00Z');
  await member(id, 'within a day', '2026-05-02T10:00:00Z', '2026-05-02T11:00:00Z');
  await close('2026-05-02T00:00:00Z');
  expect(await days(id)).toEqual(['2026-05-01: 1 +1 -0']);
  await close('2026-05-04T23:59:00Z');
  expect(await days(id)).toEqual([
    '2026-05-01: 1 +1 -0',
    '2026-05-02: 2 +2 -1',
    '2026-05-03: 1 +0 -1',
  ]);
  await close('2026-05-04T23:59:30Z');
  expect(await days(id)).toHaveLength(3);
});

test('a shop is woken once for each day that ended', async () => {
  const { id } = await installedShop(db.pool);
  const woken = async (at: string) => {
    await db.owner.query('delete from graphile_worker._private_jobs');
    await wakeDayCloses(db.pool, Date.parse(at), silentLogger);
    const { rowCount } = await db.owner.query(
      `select 1 from graphile_worker._private_jobs where key = 'close_days:' || $1`,
      [id],
    );
    return rowCount;
  };
  expect(await woken('2026-05-04T00:00:00Z')).toBe(1);
  await inShop(db.pool, id, (client) => closeDays(client, id, Date.parse('2026-05-04T01:00:00Z')));
  expect(await woken('2026-05-04T23:00:00Z')).toBe(0);
  expect(await woken('2026-05-05T00:00:00Z')).toBe(1);
});
