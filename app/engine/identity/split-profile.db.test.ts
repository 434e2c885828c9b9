import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { cartLine, cartPayload, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderInSecond } from '#tests/fixtures/one-second.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { canonical } from '#tests/setup/canonical.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive, receiveInternal } from '#tests/setup/received-deliveries.ts';
import {
  markDuplicate,
  markNotDuplicate,
  undoDuplicateDecision,
  type ProfilePair,
} from './decide-duplicate.server.ts';
import { splitProfile } from './split-profile.server.ts';

const db = await testDatabase();
const STAFF = 'gid://shopify/StaffMember/1';
const VISITOR = { kind: 'visitor', value: 'a-shared-browser' };
const ADA = { kind: 'email', value: 'ada@example.com' };
const batching = {
  policy: { model: retailModel, timeZone: 'UTC', journeys },
  currency: 'GBP',
  now: SEEN_AT,
};

/** Ada and another person on the same browser; once she is seen on it, with these identifiers. */
async function receiveTwo(shopId: string, seenOnIt: object[]): Promise<void> {
  const view = (minute: number, productId: string, identifiers: object[]) =>
    receiveInternal(db.pool, shopId, 'product.viewed', SEEN_AT - HOUR + minute, {
      productId,
      identifiers,
    });
  // A second visit, so that the browser has a profile of its own.
  await view(-31 * MINUTE, '1', [VISITOR]);
  await view(1, '1', [VISITOR]);
  await receive(db.pool, shopId, 'customers/update', customerPayload(), 'c1');
  await receive(db.pool, shopId, 'checkouts/update', checkoutPayload(), 'k1');
  await drainAt(db.pool, shopId, SEEN_AT);
  await view(2, '2', seenOnIt);
  await drainAt(db.pool, shopId, SEEN_AT);
  await view(3, '3', [VISITOR]);
  await receive(db.pool, shopId, 'orders/create', orderPayload(), 'o1');
  await drainAt(db.pool, shopId, SEEN_AT);
}

/** Everything that is known of all profiles, with ids replaced by what they are known by. */
async function known(shopId: string, onlyStates = false) {
  const { rows } = await db.owner.query<{ who: string[]; state: object; rest: object }>(
    `select array(select kind || ' ' || value from identity where shop_id = $1 and profile_id = id order by 1) as who,
       state, json_build_object('name', name, 'email', email, 'customer', customer_id, 'score', score,
         'grade', grade, 'stage', stage, 'orders', orders, 'spent', spent_minor, 'next', next_change_at,
         'seen', last_seen_at,
         'events', array(select kind from event where shop_id = $1 and profile_id = profile.id order by kind, at),
         'carts', array(select token from cart where shop_id = $1 and profile_id = profile.id order by 1),
         'purchases', array(select order_id from purchase where shop_id = $1 and profile_id = profile.id),
         'runs', array(select journey_key from journey_run where shop_id = $1 and profile_id = profile.id order by 1),
         'decisions', (select count(*) from decision where shop_id = $1 and profile_id = profile.id),
         'segments', array(select segment_key from membership
           where shop_id = $1 and profile_id = profile.id and left_at is null order by 1)) as rest
     from profile where shop_id = $1`,
    [shopId],
  );
  return rows.map((row) => canonical(onlyStates ? row.state : row)).sort();
}

async function profileOf(shopId: string, { kind, value }: typeof ADA): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    'select profile_id as id from identity where shop_id = $1 and kind = $2 and value = $3',
    [shopId, kind, value],
  );
  return rows[0]?.id ?? 'no owner';
}

async function splitOnly(shopId: string) {
  const { rows } = await db.owner.query<{ id: string }>(
    "select id from profile_join where shop_id = $1 and state = 'open'",
    [shopId],
  );
  const [join] = rows;
  if (!join || rows.length > 1) throw new Error('There should be exactly one join.');
  return await inShop(db.pool, shopId, (client) =>
    splitProfile(client, shopId, join.id, STAFF, batching),
  );
}

describe('a wrong join', () => {
  test('is split into what both would be without it, and is not made again', async () => {
    const [shop, twin] = [await installedShop(db.pool), await installedShop(db.pool)];
    await receiveTwo(shop.id, [ADA, VISITOR]);
    await receiveTwo(twin.id, [ADA]);
    expect(await known(shop.id)).toHaveLength(1);
    expect(await splitOnly(shop.id)).toMatchObject({ outcome: 'split' });
    expect(await known(shop.id)).toEqual(await known(twin.id));
    const together = { productId: '4', identifiers: [ADA, VISITOR] };
    const alone = { ...together, identifiers: [ADA] };
    await receiveInternal(db.pool, shop.id, 'product.viewed', SEEN_AT, together);
    await receiveInternal(db.pool, twin.id, 'product.viewed', SEEN_AT, alone);
    for (const { id } of [shop, twin]) await drainAt(db.pool, id, SEEN_AT);
    expect(await known(shop.id, true)).toEqual(await known(twin.id, true));
  });

  test('is split into what both would be when a state of one second was sent again since', async () => {
    const second = Date.parse('2026-10-01T10:06:00Z');
    const over = { updated_at: new Date(second).toISOString() };
    const [shop, twin] = [await installedShop(db.pool), await installedShop(db.pool)];
    await receiveTwo(shop.id, [ADA, VISITOR]);
    await receiveTwo(twin.id, [ADA]);
    for (const { id } of [shop, twin])
      for (const [ms, current] of [3, 1, 3].entries()) {
        const at = second + 100 * (ms + 1);
        const edited = orderInSecond(current, over);
        await receive(db.pool, id, 'orders/updated', edited, `e${String(ms)}`, at);
        await drainAt(db.pool, id, SEEN_AT);
      }
    expect(await splitOnly(shop.id)).toMatchObject({ outcome: 'split' });
    expect(await known(shop.id)).toEqual(await known(twin.id));
  });

  test('is not split a second time, nor when it is too long ago, nor when Shopify made it', async () => {
    const { id } = await installedShop(db.pool);
    await receiveTwo(id, [ADA, VISITOR]);
    const { rows } = await db.owner.query<{ id: string }>(
      'select id from profile_join where shop_id = $1',
      [id],
    );
    const joinId = rows[0]?.id ?? '';
    const attempt = (now: number) =>
      inShop(db.pool, id, (client) =>
        splitProfile(client, id, joinId, STAFF, { ...batching, now }),
      );
    expect(await attempt(SEEN_AT + 91 * 24 * HOUR)).toEqual({ outcome: 'not_remembered' });
    await db.owner.query("update profile_join set cause = 'customer.merged' where shop_id = $1", [
      id,
    ]);
    expect(await attempt(SEEN_AT)).toEqual({ outcome: 'merged_in_shopify' });
    await db.owner.query("update profile_join set cause = 'product.viewed' where shop_id = $1", [
      id,
    ]);
    expect(await attempt(SEEN_AT)).toMatchObject({ outcome: 'split' });
    expect(await attempt(SEEN_AT)).toEqual({ outcome: 'not_remembered' });
  });
});

describe('a cart that was claimed from the storefront', () => {
  const CART = { kind: 'cart', value: 'eeafa272cebfd4b22385bc4b645e762c' };

  test.each([
    ['in a batch each', true],
    ['in one batch', false],
  ])(
    'is given back to neither when its buyer is known and the claim is split, received %s',
    async (_how, inTurn) => {
      const { id } = await installedShop(db.pool);
      let received = SEEN_AT;
      const receiveInTurn = async (send: (at: number) => Promise<void>) => {
        received += MINUTE;
        await send(received);
        if (inTurn) await drainAt(db.pool, id, received);
      };
      const hook = (topic: string, payload: object) =>
        receiveInTurn((at) => receive(db.pool, id, topic, payload, `${topic}-${String(at)}`, at));
      await hook('customers/update', customerPayload());
      await hook('carts/create', cartPayload());
      const viewed = { productId: '1', identifiers: [ADA, CART] };
      await receiveInTurn((at) => receiveInternal(db.pool, id, 'product.viewed', at, viewed));
      const fuller = { line_items: [cartLine({ quantity: 5 })] };
      await hook('carts/update', cartPayload({ ...fuller, updated_at: '2026-10-01T10:01:00Z' }));
      const bob = { email: 'bob@example.com', contact_email: 'bob@example.com', customer: null };
      await hook('orders/create', orderPayload({ ...bob, checkout_token: null }));
      await drainAt(db.pool, id, received);
      expect(await profileOf(id, CART)).toBe(
        await profileOf(id, { kind: 'email', value: 'bob@example.com' }),
      );
      expect(await splitOnly(id)).toMatchObject({ outcome: 'split' });
      const { rows } = await db.owner.query<{ carts: (string | null)[] }>(
        `select array_agg(state -> 'cart' ->> 'token') as carts from profile where shop_id = $1`,
        [id],
      );
      expect(rows).toEqual([{ carts: [null, null, null] }]);
    },
  );
});

describe('a decision on a possible duplicate', () => {
  test('joins the two, is undone with everything as it was, and is written down', async () => {
    const { id } = await installedShop(db.pool);
    await receiveTwo(id, [ADA]);
    const before = await known(id);
    const pair: ProfilePair = [await profileOf(id, ADA), await profileOf(id, VISITOR)];
    const decide = () =>
      inShop(db.pool, id, (client) => markDuplicate(client, id, pair, STAFF, SEEN_AT));
    const undo = () =>
      inShop(db.pool, id, (client) =>
        undoDuplicateDecision(client, id, pair, SEEN_AT, STAFF, batching),
      );
    expect(await decide()).toEqual({ done: true });
    await undo();
    await drainAt(db.pool, id, SEEN_AT);
    expect(await known(id)).toEqual(before);
    expect(await decide()).toEqual({ done: true });
    await drainAt(db.pool, id, SEEN_AT);
    expect(await known(id)).toHaveLength(1);
    await undo();
    const withoutJoin = (await known(id)).map((one) => one.replace('"profile.joined",', ''));
    expect(withoutJoin).toHaveLength(2);
    const { rows } = await db.owner.query<{ action: string }>(
      'select action from audit where shop_id = $1 order by at, id',
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'profile.joined',
      'profile.reopened',
      'profile.joined',
      'profile.split',
      'profile.reopened',
    ]);
  });

  test('that they are two is remembered when either becomes part of a third person', async () => {
    const { id } = await installedShop(db.pool);
    await receiveTwo(id, [ADA, VISITOR]);
    await splitOnly(id);
    const visitor = { kind: 'visitor', value: 'another-browser' };
    const view = { productId: '9' };
    await receiveInternal(db.pool, id, 'product.viewed', SEEN_AT, {
      ...view,
      identifiers: [visitor],
    });
    await drainAt(db.pool, id, SEEN_AT);
    const both = [VISITOR, visitor];
    await receiveInternal(db.pool, id, 'page.viewed', SEEN_AT, { page: '/', identifiers: both });
    await drainAt(db.pool, id, SEEN_AT);
    expect(await profileOf(id, visitor)).toBe(await profileOf(id, VISITOR));
    await receiveInternal(db.pool, id, 'page.viewed', SEEN_AT, {
      page: '/a',
      identifiers: [ADA, visitor],
    });
    await drainAt(db.pool, id, SEEN_AT);
    expect(await profileOf(id, visitor)).not.toBe(await profileOf(id, ADA));
    const pair: ProfilePair = [await profileOf(id, ADA), await profileOf(id, visitor)];
    const again = await inShop(db.pool, id, (client) =>
      markNotDuplicate(client, id, pair, STAFF, SEEN_AT),
    );
    expect(again).toEqual({ done: true });
  });
});
