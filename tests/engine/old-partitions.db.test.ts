import { expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { addAgingRows, agingRowsLeft, RETAINED_AT, rowsFor, YOUNG } from './aging-rows.ts';

const db = await testDatabase({ isFilled: true });

test('months that no shop keeps are dropped whole, and months that one keeps are not', async () => {
  const { id } = await installedShop(db.pool);
  await db.owner.query(`
    create table event_201001 partition of event for values from ('2010-01-01') to ('2010-02-01');
    select protect_tenant('event_201001');`);
  await addAgingRows(db, id, 'ancient', Date.parse('2010-01-15T00:00:00Z'));
  await addAgingRows(db, id, 'young', YOUNG);
  await db.pool.query('select drop_old_partitions($1)', [new Date(RETAINED_AT)]);
  expect(
    await rowsFor(db, `select to_regclass('event_201001') as gone, $1::text as shop`, id),
  ).toEqual([{ gone: null, shop: id }]);
  expect((await agingRowsLeft(db, id))['event']).toEqual(['young']);
  // Given a day that has not come, the database goes by its own.
  await db.pool.query(`select maintain_partitions(current_date)`);
  await db.pool.query(`select drop_old_partitions('2199-01-01')`);
  const { rows: partitions } = await db.owner.query(
    `select from pg_inherits where inhparent = 'event'::regclass and inhrelid::regclass::text ~ '[0-9]{6}$'`,
  );
  expect(partitions.length).toBeGreaterThanOrEqual(3);
});

test('the partition of the next month is there before the month begins', async () => {
  for (const today of ['2031-01-31', '2031-12-01']) {
    await db.pool.query('select maintain_partitions($1)', [today]);
    const month = await rowsFor(
      db,
      `select to_char(($1::date + interval '1 month'), 'YYYYMM') as next`,
      today,
    );
    const { next } = month[0] as { next: string };
    for (const parent of ['event', 'decision'])
      expect(
        await rowsFor(db, `select to_regclass($1) is not null as "isThere"`, `${parent}_${next}`),
      ).toEqual([{ isThere: true }]);
  }
});
