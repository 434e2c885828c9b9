import { beforeAll, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { listPeople } from './list-people.server.ts';
import type { PeoplePage } from './list-people.ts';
import { MEMBERS_SORTED, readPeopleView } from './people-view.ts';

const db = await testDatabase();
const SEGMENT = 'large';
/** Four of five are members: more than are sorted at once, and no page is far from the next. */
const PEOPLE = 2_600;

let shopId: string;

beforeAll(async () => {
  ({ id: shopId } = await installedShop(db.pool));
  await receive(db.pool, shopId, 'checkouts/update', checkoutPayload(), 'first');
  await drainAt(db.pool, shopId, SEEN_AT);
  // All sorts go along n, with many of one score. Those at both ends of the list joined the segment first.
  await db.owner.query(
    `insert into profile
     select likeness.* from (select profile from profile where shop_id = $1 limit 1) as first,
       generate_series(1, $2::int) as n, jsonb_populate_record(first.profile, jsonb_build_object(
         'id', md5(n::text)::uuid, 'score', n / 30, 'spent_minor', n, 'email', n || '@example.com',
         'last_seen_at', timestamptz '2026-01-01' + n * interval '1 minute')) as likeness`,
    [shopId, PEOPLE],
  );
  await db.owner.query(
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, $2, md5(n::text)::uuid, timestamptz '2026-11-01' - abs(n - $3::int / 2) * interval '1 minute'
       from generate_series(1, $3::int) as n where n % 5 <> 0`,
    [shopId, SEGMENT, PEOPLE],
  );
});

async function page(query: Record<string, string>): Promise<PeoplePage> {
  const view = readPeopleView(new URLSearchParams(query));
  return await inShop(db.pool, shopId, (client) => listPeople(client, shopId, view, SEGMENT));
}

function idsOf(pages: readonly PeoplePage[]): string[] {
  return pages.flatMap(({ people }) => people.map(({ id }) => id));
}

/** All pages of the segment: from the first on by `next`, and from the last back to it by `previous`. */
async function pageThrough(query: Record<string, string>) {
  const forward = [await page(query)];
  for (let after = forward[0]?.next; after; after = forward.at(-1)?.next)
    forward.push(await page({ ...query, after }));
  const back = forward.slice(-1);
  for (let before = back[0]?.previous; before; before = back[0]?.previous)
    back.unshift(await page({ ...query, before }));
  return { forward, back };
}

/** The members in an order, of those who joined last. */
async function membersBy(column: string, direction: string, most: number): Promise<string[]> {
  const order = direction === 'ascending' ? 'asc' : 'desc';
  const { rows } = await db.owner.query<{ id: string }>(
    `select id from profile join (
       select profile_id from membership where shop_id = $1 and segment_key = $2
        order by entered_at desc, profile_id limit $3) as joined on joined.profile_id = id
      where shop_id = $1 order by ${column} ${order}, id ${order}`,
    [shopId, SEGMENT, most],
  );
  return rows.map(({ id }) => id);
}

const KEPT_ORDERS = [
  ['score', 'descending', 'score'],
  ['score', 'ascending', 'score'],
  ['seen', 'descending', 'last_seen_at'],
  ['seen', 'ascending', 'last_seen_at'],
] as const;

test.each(KEPT_ORDERS)(
  'a large segment sorted by %s, %s, shows each member once up to its last page, and on the way back',
  async (sort, direction, column) => {
    const members = await membersBy(column, direction, PEOPLE);
    expect(members.length).toBeGreaterThan(MEMBERS_SORTED);
    const { forward, back } = await pageThrough({ sort, direction });
    expect(idsOf(forward)).toEqual(members);
    expect(idsOf(back)).toEqual(members);
    expect([...forward, ...back].filter(({ isOfNewest }) => isOfNewest)).toEqual([]);
  },
);

test.each(['descending', 'ascending'])(
  'sorted by what was spent, %s, it shows each of those who joined last once, and says so',
  async (direction) => {
    const newest = await membersBy('spent_minor', direction, MEMBERS_SORTED);
    const { forward, back } = await pageThrough({ sort: 'spent', direction });
    expect(idsOf(forward)).toEqual(newest);
    expect(idsOf(back)).toEqual(newest);
    expect([...forward, ...back].filter(({ isOfNewest }) => !isOfNewest)).toEqual([]);
  },
);
