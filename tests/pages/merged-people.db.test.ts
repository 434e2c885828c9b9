import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markDuplicate } from '#app/engine/identity/decide-duplicate.server.ts';
import { splitProfile } from '#app/engine/identity/split-profile.server.ts';
import { holdUnsubscribeOpened } from '#app/messages/links/hold-clicks.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';
import { STAFF } from '#tests/access/open-routes.ts';
import { openRouteCalls, SHOP_ID } from '#tests/access/route-calls.ts';
import type { RouteAnswer, RouteInput } from '#tests/access/call-route.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { policyOf } from '#tests/setup/policy-of.ts';
import { drainAt, receive, receiveInternal, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const routes = await openRouteCalls(db);

type Person = { id: string; customer: string };

function customerOf({ customer: value }: Person) {
  return { kind: 'customer', value };
}

/** Adds three customers to a shop. @returns their people, of whom an earlier one remains when they are merged */
async function addPeople(
  shopId: string,
  customers: readonly [number, number, number],
): Promise<[Person, Person, Person]> {
  for (const id of customers) {
    const customer = {
      id,
      admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`,
      email: `customer-${String(id)}@people.example`,
      phone: null,
    };
    await receive(db.pool, shopId, 'customers/update', customerPayload(customer), String(id));
  }
  await drainAt(db.pool, shopId, SEEN_AT);
  const { rows } = await db.owner.query<Person>(
    `select id, customer_id as customer from profile where shop_id = $1 order by id`,
    [shopId],
  );
  const [one, two, three] = rows;
  if (!one || !two || !three) throw new Error('Each customer should be a person.');
  return [one, two, three];
}

/** Merges two people. */
async function merge(shopId: string, ...pair: readonly [string, string]): Promise<void> {
  const { done } = await inShop(db.pool, shopId, (client) =>
    markDuplicate(client, shopId, pair, STAFF.owner, SEEN_AT),
  );
  expect(done).toBe(true);
  await drainAt(db.pool, shopId, SEEN_AT);
}

async function get(route: string, input: RouteInput): Promise<RouteAnswer> {
  return await routes.call(route, 'GET', input, STAFF.owner);
}

async function post(route: string, input: RouteInput): Promise<RouteAnswer> {
  return await routes.call(route, 'POST', input, STAFF.owner);
}

async function pageOf(id: string, query = '') {
  const { status, location } = await get('app.people.$id', {
    path: `/app/people/${id}${query}`,
    params: { id },
  });
  return { status, location };
}

/** Who was merged first, and who that person is by now, after the second merge. */
let first = '';
let person = '';

beforeAll(async () => {
  await routes.call('app', 'GET', {}, STAFF.owner);
  const [one, two, three] = await addPeople(SHOP_ID, [71, 72, 73]);
  await merge(SHOP_ID, two.id, three.id);
  await merge(SHOP_ID, one.id, two.id);
  first = three.id;
  person = one.id;
});
afterAll(routes.close);

describe('the id of a person who was merged into another', () => {
  test('leads to the page of the person by now, with what the address asks for', async () => {
    expect(await pageOf(first)).toEqual({ status: 302, location: `/app/people/${person}` });
    expect(await pageOf(first, '?kind=orders&shown=40')).toEqual({
      status: 302,
      location: `/app/people/${person}?kind=orders&shown=40`,
    });
    expect(await pageOf(person)).toMatchObject({ status: 200 });
  });

  test('leads nowhere in another shop, nor when the person was erased', async () => {
    const { id } = await installedShop(db.pool);
    const [one, { id: merged }] = await addPeople(id, [81, 82, 83]);
    await merge(id, one.id, merged);
    expect(await pageOf(merged)).toMatchObject({ status: 404 });
    const find = () => inShop(db.pool, id, (client) => findCurrentPerson(client, id, merged));
    expect(await find()).toBe(one.id);
    await db.owner.query('delete from profile where shop_id = $1', [id]);
    expect(await find()).toBe(merged);
  });

  test('draws the score, lists the decisions and takes tasks, stages and journeys of the person by now', async () => {
    const params = { id: first };
    expect(await get('app.people.$id_.score', { params })).toMatchObject({ status: 200 });
    const form = { intent: 'add', journey: 'abandoned-basket' };
    const added = await post('app.people.$id_.journeys', { params, form });
    expect(JSON.parse(added.text)).toMatchObject({ outcome: 'refused' });
    const task = { intent: 'add', profile: first, title: 'Write' };
    const made = await post('app.tasks', { form: task });
    expect(JSON.parse(made.text)).toEqual({ outcome: 'added' });
    const move = { intent: 'move', profile: first, stage: 'qualified' };
    const moved = await post('app.tasks', { form: move });
    expect(JSON.parse(moved.text)).toMatchObject({ outcome: 'moved', profile: person });
    const undo = { intent: 'undo_move', profile: first, stage: 'qualified', back: '' };
    const undone = await post('app.tasks', { form: undo });
    expect(JSON.parse(undone.text)).toEqual({ outcome: 'moved_back' });
    const listed = await get('app.decisions._index', { path: `/app/decisions?person=${first}` });
    const { decisions } = JSON.parse(listed.text) as { decisions: { person: { id: string } }[] };
    expect(decisions.map((one) => one.person.id)).toContain(person);
  });

  test('notes with the links of the person by now that the page to unsubscribe was opened', async () => {
    await db.owner.query(
      `insert into held_click (shop_id, effect_key, profile_id, sent_at, first_at, due_at, hits)
       values ($1, 'mail', $2, now(), now(), now(), '[]')`,
      [SHOP_ID, person],
    );
    const claim = { shopId: SHOP_ID, profileId: first, address: 'customer-72@people.example' };
    await inShop(db.pool, SHOP_ID, (client) => holdUnsubscribeOpened(client, claim, SEEN_AT));
    const { rows } = await db.owner.query<{ hits: unknown[] }>(
      'select hits from held_click where shop_id = $1',
      [SHOP_ID],
    );
    expect(rows.map(({ hits }) => hits.length)).toEqual([1]);
  });
});

test('an id leads to who has its part, and to its own person when that was split off', async () => {
  const { id } = await installedShop(db.pool);
  const [remains, split, part] = await addPeople(id, [91, 92, 93]);
  await merge(id, part.id, split.id);
  // Of the person merged so far, only what was the third one's is the first one's too.
  const identifiers = [customerOf(part), customerOf(remains)];
  await receiveInternal(db.pool, id, 'profile.joined', SEEN_AT, { identifiers, by: STAFF.owner });
  await drainAt(db.pool, id, SEEN_AT);
  const find = (asked: string) =>
    inShop(db.pool, id, (client) => findCurrentPerson(client, id, asked));
  expect([await find(part.id), await find(split.id)]).toEqual([remains.id, remains.id]);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile_join where shop_id = $1 and from_id = $2',
    [id, part.id],
  );
  const [join] = rows;
  const done = await inShop(db.pool, id, async (client) =>
    splitProfile(client, id, join?.id ?? '', STAFF.owner, {
      policy: await policyOf(client, id),
      currency: 'GBP',
      now: SEEN_AT,
    }),
  );
  expect(done).toEqual({ outcome: 'split', stays: remains.id, goes: split.id });
  expect([await find(part.id), await find(split.id)]).toEqual([remains.id, split.id]);
});
