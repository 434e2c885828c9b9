import { describe, expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { deleteOldCounts, viewIssueSample } from '#app/events/inbox/data-issues.server.ts';
import { listDataIssues } from '#app/events/store/data-issues.server.ts';
import { RECEIVED_FIELDS } from '#app/events/inbox/received-fields.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { loadDrifts, loadTopics, silentTopics } from '#app/events/page/data-quality.server.ts';
import { loadLeftovers, loadShares } from '#app/people/page/source-shares.server.ts';

const db = await testDatabase();
const THIS_HOUR = SEEN_AT - (SEEN_AT % HOUR);
const NEXT_HOUR = THIS_HOUR + HOUR;
const VIEW = readListView(new URLSearchParams(), ['last']);

async function ask<T>(shopId: string, work: (client: ShopClient) => Promise<T>): Promise<T> {
  return await inShop(db.pool, shopId, work);
}

/** Four deliveries of a topic in every hour from some weeks ago to some whole hours ago. */
async function count(
  shopId: string,
  topic: string,
  weeks: number,
  quiet: number,
  received: number[],
) {
  await db.owner.query(
    `insert into topic_count (shop_id, topic, hour, processed, told)
     select $1, $2, hour, 4, $5 from generate_series($3::timestamptz, $4::timestamptz, interval '1 hour') as hour
     on conflict do nothing`,
    [
      shopId,
      topic,
      new Date(NEXT_HOUR - weeks * 7 * DAY),
      new Date(NEXT_HOUR - (quiet + 1) * HOUR),
      received,
    ],
  );
}

describe('deliveries', () => {
  test('are counted by topic and by the hour they came in, with the fields they carried', async () => {
    const { id } = await installedShop(db.pool);
    await receive(db.pool, id, 'checkouts/update', checkoutPayload(), 'd1');
    await receive(db.pool, id, 'orders/create', orderPayload(), 'd2');
    await drainAt(db.pool, id, SEEN_AT + DAY);
    await receive(db.pool, id, 'orders/create', orderPayload({ id: '2' }), 'd3');
    await receive(db.pool, id, 'orders/create', { id: 'none' }, 'd4');
    await drainAt(db.pool, id, SEEN_AT + DAY);
    const { rows } = await db.owner.query<{ topic: string; hour: Date; told: string[] }>(
      `select topic, hour, processed::int, quarantined::int, told from topic_count
        where shop_id = $1 order by topic`,
      [id],
    );
    expect(rows).toMatchObject([
      { topic: 'checkouts/update', hour: new Date(THIS_HOUR), processed: 1, quarantined: 0 },
      { topic: 'orders/create', hour: new Date(THIS_HOUR), processed: 2, quarantined: 1 },
    ]);
    expect(rows[1]?.told[RECEIVED_FIELDS.indexOf('email')]).toBe('2');
  });

  test('that stopped are silent on the page and for the start page, beside what is usual', async () => {
    const { id } = await installedShop(db.pool);
    await count(id, 'orders/create', 9, 5, []);
    await count(id, 'carts/update', 9, 0, []);
    const { topics, chosen, hours } = await ask(id, (client) =>
      loadTopics(client, id, 'UTC', 'carts/update', NEXT_HOUR),
    );
    expect(
      topics.map(({ topic, lastDay, usualDay, silence }) => [
        topic,
        lastDay,
        usualDay?.median,
        silence.state,
      ]),
    ).toEqual([
      ['orders/create', 76, 96, 'silent'],
      ['carts/update', 96, 96, 'heard'],
    ]);
    expect(chosen).toBe('carts/update');
    expect(hours).toHaveLength(48);
    expect(hours.at(-1)).toEqual({
      hour: THIS_HOUR,
      count: 4,
      usual: { median: 4, low: 0, high: 10 },
    });
    expect(await ask(id, (client) => silentTopics(client, id, 'UTC', NEXT_HOUR))).toEqual([
      'orders/create',
    ]);
    const other = await installedShop(db.pool);
    expect(
      await ask(other.id, (client) => loadTopics(client, other.id, 'UTC', null, NEXT_HOUR)),
    ).toEqual({ topics: [], chosen: null, hours: [] });
  });

  test('that no longer carry a field have drifted', async () => {
    const { id } = await installedShop(db.pool);
    const fourOf = (field: string) => RECEIVED_FIELDS.map((known) => (known === field ? 4 : 0));
    await count(id, 'orders/create', 4, 4 * 24, fourOf('email'));
    await count(id, 'orders/create', 4, 0, fourOf('phone'));
    expect(await ask(id, (client) => loadDrifts(client, id, NEXT_HOUR))).toEqual([
      { topic: 'orders/create', field: 'email', before: expect.any(Number) as number, lately: 0 },
    ]);
  });
});

describe('values that could not be read', () => {
  const issue = { topic: 'orders/create', field: 'phone' };
  const orderWithIssue = orderPayload({ phone: 'call me', customer: { id: 1, phone: null } });

  async function shopWithInvalidPhone() {
    const { id } = await installedShop(db.pool);
    await receive(db.pool, id, 'orders/create', orderWithIssue, 'd1');
    await drainAt(db.pool, id, SEEN_AT);
    return id;
  }
  const places = (id: string, search = '') =>
    ask(id, async (client) => (await listDataIssues(client, id, { ...VIEW, search })).rows);

  test('are listed without the value; a look at it is written down', async () => {
    const id = await shopWithInvalidPhone();
    const [place] = await places(id);
    expect(place).toMatchObject({ ...issue, times: 1, lastSeenAt: SEEN_AT, hasSample: true });
    expect(JSON.stringify(place)).not.toContain('call me');
    expect(await places(id, 'nothing like it')).toEqual([]);
    const look = () =>
      ask(
        id,
        async (client) => place && (await viewIssueSample(client, id, place, 'staff:1', SEEN_AT)),
      );
    expect(await look()).toBe('call me');
    const { rows } = await db.owner.query('select actor, action from audit where shop_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ actor: 'staff:1', action: 'odd_value.viewed' }]);
  });

  test('lose their samples when a customer is to be erased, and after 30 days; the count stays', async () => {
    const id = await shopWithInvalidPhone();
    const { rows } = await db.owner.query<{ domain: string }>(
      'select domain from shop where id = $1',
      [id],
    );
    const request = complianceRequestPayload({
      shop_domain: rows[0]?.domain,
      orders_to_redact: [],
    });
    await receive(db.pool, id, 'customers/redact', request, 'd2');
    await drainAt(db.pool, id, SEEN_AT);
    expect(await places(id)).toMatchObject([{ ...issue, times: 1, hasSample: false }]);

    const later = await shopWithInvalidPhone();
    const hasSample = async (days: number) => {
      await ask(later, (client) => deleteOldCounts(client, later, SEEN_AT + days * DAY));
      return (await places(later)).map((place) => place.hasSample);
    };
    expect(await hasSample(29)).toEqual([true]);
    expect(await hasSample(31)).toEqual([false]);
    expect(await hasSample(91)).toEqual([]);
  });
});

test('what is missing is given as a share of a period', async () => {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await receive(db.pool, id, 'orders/create', { id: 'none' }, 'd2');
  await drainAt(db.pool, id, SEEN_AT);
  const now = SEEN_AT + HOUR;
  const shares = await ask(id, (client) => loadShares(client, id, now));
  expect(shares.unmatched).toEqual({ all: 1, missing: 0 });
  expect(shares.ordersSource.all).toBe(1);
  expect(shares.peopleCampaign).toEqual({ all: 1, missing: 1 });
  expect(
    (await ask(id, (client) => loadShares(client, id, SEEN_AT - 30 * DAY))).unmatched.all,
  ).toBe(0);
  const leftovers = await ask(id, (client) => loadLeftovers(client, id, 'UTC', now));
  expect(leftovers).toMatchObject({ quarantined: 1, duplicates: 0, storefront: { taken: 0 } });
});

test('new people are counted to the last one, of others each day gives some', async () => {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  const add = async (people: number, daysAgo: number, email: string | null) => {
    const at = SEEN_AT - daysAgo * DAY;
    await db.owner.query(
      `with added as (
         insert into profile
         select likeness.* from (select profile from profile where shop_id = $1 limit 1) as first,
           generate_series(1, $2::int) as n, jsonb_populate_record(first.profile, jsonb_build_object(
             'id', md5(n || ' ' || $4)::uuid, 'email', $5::text, 'customer_id', null, 'phone', null,
             'first_seen_at', $3::timestamptz, 'last_seen_at', $3::timestamptz)) as likeness
         returning shop_id, id)
       insert into profile_fact
       select likeness.* from added, (select fact from profile_fact fact where shop_id = $1 limit 1) as first,
         jsonb_populate_record(first.fact, jsonb_build_object('profile_id', added.id, 'first_seen', $4::bigint,
           'first_source', 'news', 'first_campaign', null)) as likeness`,
      [id, people, new Date(at), at, email],
    );
  };
  const now = SEEN_AT + HOUR;
  const before = await ask(id, (client) => loadShares(client, id, now));
  await add(400, 1, 'a@example.com');
  await add(40, 6, null);
  await add(30, 9, null);
  const shares = await ask(id, (client) => loadShares(client, id, now));
  expect(shares.peopleSource).toEqual({
    all: before.peopleSource.all + 440,
    missing: before.peopleSource.missing,
  });
  expect(shares.peopleCampaign.missing).toBe(before.peopleCampaign.missing + 440);
  expect(shares.unmatched).toEqual({ all: before.unmatched.all + 150 + 40, missing: 40 });
  const earlier = await ask(id, (client) => loadShares(client, id, now - 7 * DAY));
  expect(earlier.peopleCampaign).toEqual({ all: 30, missing: 30 });
  expect(earlier.unmatched).toEqual({ all: 30, missing: 30 });
});
