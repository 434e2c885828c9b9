import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { closeDays } from '#app/segments/close-days.server.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { enqueueDayCloses } from '#app/engine/timers.server.ts';
import { closeShopDays } from './close-shop-days.server.ts';

const db = await testDatabase();

/** A person in a segment from one moment to another. */
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
  await moveTo(id, 'UTC');
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

/** How many jobs of a name wait for a shop. */
async function jobsOf(id: string, name: string): Promise<number | null> {
  const { rowCount } = await db.owner.query(
    `select 1 from graphile_worker._private_jobs where key = $2 || ':' || $1`,
    [id, name],
  );
  return rowCount;
}

async function enqueuedAt(id: string, at: string): Promise<number | null> {
  await db.owner.query('delete from graphile_worker._private_jobs');
  await enqueueDayCloses(db.pool, Date.parse(at), silentLogger);
  return await jobsOf(id, 'close_days');
}

async function moveTo(id: string, timeZone: string): Promise<void> {
  await db.owner.query('update shop set time_zone = $2 where id = $1', [id, timeZone]);
}

test('a day begins and ends in the zone of the shop, also where it has 23 or 25 hours', async () => {
  const { id } = await installedShop(db.pool);
  await moveTo(id, 'Europe/London');
  await member(id, 'last hour of the 24th', '2026-10-24T22:30:00Z', null);
  await member(id, 'first hour of the 25th', '2026-10-24T23:00:00Z', null);
  await member(id, 'last of its 25 hours', '2026-10-25T23:59:00Z', null);
  await member(id, 'first hour of the 26th', '2026-10-26T00:00:00Z', null);
  for (const at of ['2026-10-24T23:00:00Z', '2026-10-27T00:00:00Z'])
    await inShop(db.pool, id, (client) => closeDays(client, id, Date.parse(at)));
  expect(await days(id)).toEqual([
    '2026-10-24: 1 +1 -0',
    '2026-10-25: 3 +2 -0',
    '2026-10-26: 4 +1 -0',
  ]);
});

test('a job of a shop is enqueued when its own day ends, and when its zone changed', async () => {
  const { id } = await installedShop(db.pool);
  await moveTo(id, 'America/Los_Angeles');
  await inShop(db.pool, id, (client) => closeDays(client, id, Date.parse('2026-05-04T08:00:00Z')));
  expect(await enqueuedAt(id, '2026-05-05T06:59:00Z')).toBe(0);
  expect(await enqueuedAt(id, '2026-05-05T07:00:00Z')).toBe(1);
  const close = (at: string) =>
    inShop(db.pool, id, (client) => closeShopDays(client, id, Date.parse(at)));
  await close('2026-05-05T07:00:00Z');
  expect(await enqueuedAt(id, '2026-05-05T08:00:00Z')).toBe(0);
  expect(await jobsOf(id, 'assess')).toBe(0);

  await moveTo(id, 'Pacific/Auckland');
  expect(await enqueuedAt(id, '2026-05-05T08:01:00Z')).toBe(1);
  await close('2026-05-05T08:01:00Z');
  expect(await jobsOf(id, 'assess')).toBe(1);
  expect(await enqueuedAt(id, '2026-05-05T11:59:00Z')).toBe(0);
  expect(await enqueuedAt(id, '2026-05-05T12:00:00Z')).toBe(1);
});

test('a job of a shop is enqueued once for each day that ended', async () => {
  const { id } = await installedShop(db.pool);
  await moveTo(id, 'UTC');
  const enqueued = (at: string) => enqueuedAt(id, at);
  expect(await enqueued('2026-05-04T00:00:00Z')).toBe(1);
  await inShop(db.pool, id, (client) => closeDays(client, id, Date.parse('2026-05-04T01:00:00Z')));
  expect(await enqueued('2026-05-04T23:00:00Z')).toBe(0);
  expect(await enqueued('2026-05-05T00:00:00Z')).toBe(1);
});
