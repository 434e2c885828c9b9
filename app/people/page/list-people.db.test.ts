import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { countStages, listPeople } from './list-people.server.ts';
import { readPeopleView } from './people-view.ts';

const db = await testDatabase();

async function page(shopId: string, query = '') {
  const view = readPeopleView(new URLSearchParams(query));
  return await inShop(db.pool, shopId, (client) => listPeople(client, shopId, view));
}

/** A checkout of a person of their own, found in the test by their number. */
function checkoutOf(number: number, minutes = 0) {
  const email = `person-${String(number).padStart(3, '0')}@example.com`;
  const at = new Date(SEEN_AT - minutes * 60_000).toISOString();
  return checkoutPayload({
    token: `token-${String(number)}`,
    cart_token: null,
    email,
    created_at: at,
    updated_at: at,
    customer: customerPayload({
      id: 1000 + number,
      admin_graphql_api_id: `gid://shopify/Customer/${String(1000 + number)}`,
      email,
    }),
  });
}

async function shopWithPeople(count: number) {
  const shop = await installedShop(db.pool);
  for (let number = 0; number < count; number += 1) {
    await receive(
      db.pool,
      shop.id,
      'checkouts/update',
      checkoutOf(number, number),
      `d${String(number)}`,
    );
  }
  await drainAt(db.pool, shop.id, SEEN_AT);
  return shop;
}

describe('the list of people', () => {
  test('a person is listed with name, grade, stage, orders and spend', async () => {
    const shop = await installedShop(db.pool);
    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd1');
    await drainAt(db.pool, shop.id, SEEN_AT);
    const { people, previous, next } = await page(shop.id);
    expect(people).toEqual([
      expect.objectContaining({
        name: expect.stringContaining('Ada') as string,
        email: 'ada@example.com',
        stage: 'first_time_buyer',
        orders: 1,
        spentMinor: 3498,
        grade: expect.stringMatching(/^[A-D][1-4]$/) as string,
      }),
    ]);
    expect([previous, next]).toEqual([null, null]);
    expect(await inShop(db.pool, shop.id, (client) => countStages(client, shop.id))).toEqual({
      first_time_buyer: 1,
    });
  });

  test.each(['score', 'seen', 'spent'])(
    'sorted by %s, pages forward and back show each person exactly once',
    async (sort) => {
      const shop = await shopWithPeople(53);
      for (const direction of ['descending', 'ascending']) {
        const base = `sort=${sort}&direction=${direction}`;
        const first = await page(shop.id, base);
        expect(first.people).toHaveLength(50);
        expect(first.previous).toBeNull();
        const second = await page(shop.id, `${base}&after=${first.next ?? ''}`);
        expect(second.people).toHaveLength(3);
        expect(second.next).toBeNull();
        const ids = [...first.people, ...second.people].map(({ id }) => id);
        expect(new Set(ids).size).toBe(53);
        const back = await page(shop.id, `${base}&before=${second.previous ?? ''}`);
        expect(back.people).toEqual(first.people);
        expect(back.previous).toBeNull();
      }
    },
  );

  test('the one last seen comes first when sorted so', async () => {
    const shop = await shopWithPeople(3);
    const emails = (await page(shop.id, 'sort=seen')).people.map(({ email }) => email);
    expect(emails).toEqual([
      'person-000@example.com',
      'person-001@example.com',
      'person-002@example.com',
    ]);
  });

  test('a search finds the beginning of any word of a name or an address, in any case', async () => {
    const shop = await shopWithPeople(2);
    const found = async (search: string) =>
      (await page(shop.id, new URLSearchParams({ search }).toString())).people.length;
    expect(await found('PERSON-001')).toBe(1);
    expect(await found('person-001@example.com')).toBe(1);
    expect(await found('001@ex')).toBe(1);
    expect(await found('ada')).toBe(2);
    expect(await found('@example')).toBe(2);
    for (const nowhere of ['%', 'erson-001', 'person-001@example.org', '_', "'", 'nobody'])
      expect([nowhere, await found(nowhere)]).toEqual([nowhere, 0]);
  });

  test('a search goes by the new name once a person is renamed, and finds no person who is gone', async () => {
    const shop = await shopWithPeople(1);
    const set = (sql: string) => db.owner.query(sql, [shop.id]);
    await set(`update profile set name = 'Zoë O’Brien-Étienne', email = null where shop_id = $1`);
    for (const search of ['zoë', 'o’brien', 'brien-é', 'étienne'])
      expect((await page(shop.id, `search=${encodeURIComponent(search)}`)).people).toHaveLength(1);
    expect((await page(shop.id, 'search=person')).people).toEqual([]);
    await set('delete from profile where shop_id = $1');
    const { rows } = await set('select token from profile_search where shop_id = $1');
    expect(rows).toEqual([]);
  });

  test('a word that thousands have is found in the order of the list, wherever they stand in it', async () => {
    const shop = await shopWithPeople(1);
    const add = async (name: string, count: number, score: string) =>
      await db.owner.query(
        `insert into profile
         select likeness.* from (select profile from profile where shop_id = $1 limit 1) as first,
           generate_series(1, $3::int) as n, jsonb_populate_record(first.profile,
           jsonb_build_object('id', gen_random_uuid(), 'name', $2 || n, 'score', ${score})) as likeness`,
        [shop.id, name, count],
      );
    const expectInOrder = async () => {
      const { rows } = await db.owner.query<{ id: string }>(
        `select id from profile where shop_id = $1 and name like 'Common %' order by score desc, id desc limit 100`,
        [shop.id],
      );
      const wanted = rows.map(({ id }) => id);
      const first = await page(shop.id, 'search=common');
      expect(first.people.map(({ id }) => id)).toEqual(wanted.slice(0, 50));
      const second = await page(shop.id, `search=common&after=${first.next ?? ''}`);
      expect(second.people.map(({ id }) => id)).toEqual(wanted.slice(50));
      const back = await page(shop.id, `search=common&before=${second.previous ?? ''}`);
      expect(back).toEqual(first);
    };
    await add('Common ', 5_100, 'n % 90');
    await expectInOrder();
    // Before all of them stand more than are looked through one by one.
    await add('Other ', 3_100, '95');
    await expectInOrder();
  });

  test('a search is answered by an index, whatever row-level security adds', async () => {
    const shop = await shopWithPeople(1);
    const plan = await inShop(db.pool, shop.id, async (client) => {
      await client.query('set local enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select profile_id from profile_search
          where shop_id = $1 and token >= $2 and token < $2 || chr(1114111)`,
        [shop.id, 'person'],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/profile_search_pkey/);
    expect(plan).toMatch(/Index Cond: .*token >= /);
  });

  test('a stage and a band leave out all others', async () => {
    const shop = await shopWithPeople(2);
    const [person] = (await page(shop.id)).people;
    expect((await page(shop.id, 'stage=checkout_starter')).people).toHaveLength(2);
    expect((await page(shop.id, 'stage=lapsed')).people).toHaveLength(0);
    expect((await page(shop.id, `band=${person?.band ?? ''}`)).people).toHaveLength(2);
  });

  test('another shop sees none of its people', async () => {
    const shop = await shopWithPeople(2);
    const other = await installedShop(db.pool);
    expect(await page(other.id)).toEqual({
      people: [],
      previous: null,
      next: null,
      isOfNewest: false,
    });
    expect(await inShop(db.pool, other.id, (client) => countStages(client, other.id))).toEqual({});
    // Even a statement that names the first shop finds nothing from inside the other.
    const view = readPeopleView(new URLSearchParams());
    const found = await inShop(db.pool, other.id, (client) => listPeople(client, shop.id, view));
    expect(found.people).toEqual([]);
  });
});

test('the members of a segment are paged through in order, be they many, few or far down the list', async () => {
  const { id } = await shopWithPeople(1);
  await db.owner.query(
    `insert into profile (shop_id, id, state, email, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
     select shop_id, md5(n::text)::uuid, state, n || '@example.com', intent, fit, n % 500, grade, band, stage, orders,
       spent_minor, subscribed, first_seen_at, last_seen_at from profile, generate_series(1, 5000) as n
      where shop_id = $1`,
    [id],
  );
  await db.owner.query(
    `insert into membership (shop_id, segment_key, profile_id, entered_at, left_at)
     select $1, key, md5(n::text)::uuid, now(), case when n % 7 = 0 then now() end
       from generate_series(1, 5000) as n,
         lateral (values ('many', true), ('few', n % 300 = 1), ('far', n % 500 < 120)) as segment (key, is_in)
      where is_in`,
    [id],
  );
  for (const segment of ['many', 'few', 'far']) {
    const { rows } = await db.owner.query<{ id: string }>(
      `select id from profile join membership on profile_id = id and left_at is null and segment_key = $2
        where profile.shop_id = $1 and membership.shop_id = $1 order by score desc, id desc limit 150`,
      [id, segment],
    );
    const listed: string[] = [];
    for (let after: string | null = ''; after !== null && listed.length < rows.length;) {
      const query = new URLSearchParams(after === '' ? '' : { after });
      const view = readPeopleView(query);
      const { people, next } = await inShop(db.pool, id, (client) =>
        listPeople(client, id, view, segment),
      );
      listed.push(...people.map((person) => person.id));
      after = next;
    }
    expect(rows.length).toBeGreaterThan(0);
    expect(listed).toEqual(rows.map((row) => row.id));
  }
});

test('of a large segment whose members stand far down the list those who joined last are sorted', async () => {
  const { id } = await shopWithPeople(1);
  await db.owner.query(
    `insert into profile (shop_id, id, state, email, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
     select shop_id, md5(n::text)::uuid, state, n || '@example.com', intent, fit, least(n / 60, 100), grade, band, stage,
       orders, spent_minor, subscribed, first_seen_at, last_seen_at from profile, generate_series(1, 6000) as n
      where shop_id = $1`,
    [id],
  );
  await db.owner.query(
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, 'cold', md5(n::text)::uuid, now() - n * interval '1 minute' from generate_series(1, 2500) as n`,
    [id],
  );
  const members = (query: string) =>
    inShop(db.pool, id, (client) =>
      listPeople(client, id, readPeopleView(new URLSearchParams(query)), 'cold'),
    );
  const first = await members('');
  expect(first.isOfNewest).toBe(true);
  const expected = await db.owner.query<{ id: string }>(
    `select md5(n::text)::uuid as id from generate_series(1, 2000) as n order by n / 60 desc, id desc limit 100`,
  );
  const second = await members(`after=${first.next ?? ''}`);
  expect([...first.people, ...second.people].map((person) => person.id)).toEqual(
    expected.rows.map((row) => row.id),
  );
  // From the other end of the list they are found where they stand.
  const lowest = await members('direction=ascending');
  expect(lowest.isOfNewest).toBe(false);
  expect(lowest.people.map(({ score }) => score)).toEqual(Array.from({ length: 50 }, () => 0));
  // A search finds all of them.
  expect((await members('search=2450@example.com')).people).toHaveLength(1);
});
