import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { countPersonRows } from '#app/privacy/count-person.server.ts';
import { deleteAnonymous } from '#app/privacy/delete-anonymous.server.ts';
import { eraseShop } from '#app/privacy/erase-shop.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { planFaults, tablesReadWidely } from './judge-plan.ts';
import { observedDatabase } from './observed-database.ts';
import { countRows, largest } from './tables.ts';

const NIGHTLY = process.env.NIGHTLY === '1';
const PEOPLE = NIGHTLY ? 50_000 : 2_000;
const AT_ONCE = NIGHTLY ? 1_000 : 100;

/** Browsers without a later visit, each marked as no duplicate of a customer who is seen, and an identifier of each. */
async function fill({ owner }: TestDatabase, shopId: string, people: number): Promise<void> {
  const values = [shopId, people, new Date(SEEN_AT - 400 * DAY), new Date(SEEN_AT)];
  await owner.query(
    `insert into profile (shop_id, id, state, email, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at, kept_apart)
     select $1::uuid, uuid_at(who, n), '{}', case who when 'known' then n || '@people.example' end, 0, 0, 0, 'D4', 'cold',
            'visitor', 0, 0, false, $3, case who when 'known' then $4::timestamptz else $3 end,
            array[uuid_at(case who when 'known' then 'browser' else 'known' end, n)::text]
       from generate_series(1, $2::int) n, (values ('browser'), ('known')) as two (who)`,
    values,
  );
  await owner.query(
    `insert into identity (shop_id, kind, value, profile_id, linked_at, part_id, linked_by)
     select $1::uuid, kind, value, id, $3, id, null from generate_series(1, $2::int) n
       cross join lateral (values ('visitor', 'v' || n, uuid_at('browser', n)),
         ('email', n || '@people.example', uuid_at('known', n))) as theirs (kind, value, id)`,
    values.slice(0, 3),
  );
  await owner.query(
    `insert into possible_duplicate (shop_id, low_id, high_id, low_profile_id, high_profile_id, shared, state,
       first_seen_at, last_seen_at)
     select $1::uuid, least(a, b), greatest(a, b), least(a, b), greatest(a, b), '{}', 'kept_apart', $3, $3
       from generate_series(1, $2::int) n
       cross join lateral (select uuid_at('browser', n) as a, uuid_at('known', n) as b) as two`,
    values.slice(0, 3),
  );
}

const kinds = NIGHTLY ? ['none', 'those of empty tables'] : ['none'];
const cases = await Promise.all(
  kinds.map(async (statistics) => ({ statistics, ...(await observedDatabase()) })),
);

describe.each(cases)('with statistics: $statistics', ({ statistics, db, observed }) => {
  const { pool } = observed;
  beforeAll(async () => {
    await db.owner.query(
      `create function uuid_at(who text, n int) returns uuid immutable language sql
         as $$ select md5(who || n)::uuid $$`,
    );
    if (statistics === 'those of empty tables') await db.owner.query('analyze');
  });

  let shopId: string;
  beforeEach(async () => {
    shopId = (await installedShop(db.pool)).id;
    await fill(db, shopId, PEOPLE);
  });

  test('browsers without a later visit are deleted by reading each of them once', async () => {
    const sizes = await countRows(db);
    observed.take();
    const heartbeat = await registerHeartbeat(db.pool, 'worker');
    expect(await deleteAnonymous(pool, heartbeat, shopId, SEEN_AT - DAY, AT_ONCE)).toBe(PEOPLE);
    expect(planFaults(observed.take(), sizes)).toEqual([]);
    const { rows } = await db.owner.query(
      `select count(*)::int as people, count(*) filter (where kept_apart <> '{}')::int as "notDuplicate"
         from profile where shop_id = $1`,
      [shopId],
    );
    expect(rows).toEqual([{ people: PEOPLE, notDuplicate: 0 }]);
  });

  test('a shop is erased by reading each of its rows a few times', async () => {
    const sizes = await countRows(db);
    await db.owner.query('update shop set uninstalled_at = $2 where id = $1', [
      shopId,
      new Date(SEEN_AT - 72 * HOUR),
    ]);
    observed.take();
    const erasure = { requestedAt: SEEN_AT, now: () => SEEN_AT };
    const erased = await eraseShop(pool, shopId, testKeyRing().erasedCodes, erasure, AT_ONCE);
    expect(erased).toMatchObject({ outcome: 'erased' });
    expect(planFaults(observed.take(), largest(sizes, await countRows(db)))).toEqual([]);
  });

  test('the rows of one person are found by what leads to them', async () => {
    const { rows } = await db.owner.query<{ id: string }>(`select uuid_at('known', 7) as id`);
    const person = {
      profileIds: rows.map(({ id }) => id),
      identifiers: [{ kind: 'email' as const, value: '7@people.example' }],
    };
    observed.take();
    const counts = await inShop(pool, shopId, (client) => countPersonRows(client, shopId, person));
    expect(counts).toMatchObject({ identity: 1 });
    expect(tablesReadWidely(observed.take(), PEOPLE / 2)).toEqual([]);
  });
});
