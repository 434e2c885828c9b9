import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { history, HISTORY_START, redelivered } from '#tests/arbitraries/history.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { compactChanges } from '#app/roll-ups/store/compact-changes.server.ts';
import { readFigure, readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { recountFigures } from '#app/roll-ups/recount.server.ts';
import { repairAllCountedRows } from '#app/roll-ups/repair-counted-rows.server.ts';
import { setFigure } from '#app/roll-ups/store/recount-figures.server.ts';

const db = await testDatabase({ isFilled: true });
const HISTORIES = process.env.NIGHTLY === '1' ? 100 : 6;

/** What happens to rows beside batches, as sending, retention, erasure and staff change them; each shop by shop. */
const CHANGES = [
  `update effect set state = 'attempted' where kind = 'email' and shop_id = $1 and state = 'ready'`,
  `update effect set state = 'skipped', reason = 'suppressed', settled_at = created_at
    where shop_id = $1 and kind = 'email' and state <> 'skipped'`,
  `insert into message (shop_id, effect_key, profile_id, journey_key, template, class, subject, message_id, sent_at)
   select shop_id, key, profile_id, payload ->> 'journeyKey', '', '', '', key, created_at from effect
    where shop_id = $1 and kind = 'email' and profile_id is not null on conflict do nothing`,
  'update message set clicked_at = sent_at where shop_id = $1',
  `delete from message where shop_id = $1 and clicked_at is null`,
  `delete from effect where shop_id = $1 and state = 'skipped'`,
  // Clicks and the orders that follow them, whatever of them changes.
  `update message set clicked_at = (select max(placed_at) - interval '1 hour' from purchase
      where shop_id = $1 and profile_id = message.profile_id) where shop_id = $1 and journey_key is not null`,
  `insert into banner (shop_id, id, effect_key, profile_id, journey_key, content, state, created_at, expires_at, seen_at, clicked_at)
   select shop_id, md5(effect_key || $2)::uuid, effect_key || $2, profile_id, journey_key, '{}', 'closed', sent_at, sent_at, sent_at,
          (select max(placed_at) - interval '30 minutes' from purchase where shop_id = $1 and profile_id = message.profile_id)
     from message where shop_id = $1 on conflict do nothing`,
  `update banner set clicked_at = null where shop_id = $1 and id::text < $2`,
  `update banner set profile_id = coalesce((select max(id::text)::uuid from profile where shop_id = $1), profile_id)
    where shop_id = $1`,
  `delete from banner where shop_id = $1 and id::text < $2`,
  'delete from message where shop_id = $1 and effect_key < $2',
  `update purchase set refunded_minor = total_minor / 2, placed_at = placed_at + interval '1 day' where shop_id = $1`,
  'update purchase set cancelled_at = placed_at where shop_id = $1 and order_id < $2',
  'update purchase set cancelled_at = null where shop_id = $1',
  `update purchase set profile_id = coalesce((select max(id::text)::uuid from profile where shop_id = $1), profile_id)
    where shop_id = $1`,
  'delete from purchase where shop_id = $1 and order_id < $2',
  `update journey_run set state = 'failed', ended_at = entered_at, end_reason = 'error'
    where shop_id = $1 and state = 'active'`,
  `update journey_run set state = 'active', ended_at = null, end_reason = null where shop_id = $1 and state = 'failed'`,
  'delete from journey_run where shop_id = $1 and ended_at is not null',
  'update membership set left_at = entered_at where shop_id = $1 and segment_key > $2',
  'delete from membership where shop_id = $1 and segment_key < $2',
  `update profile set email = null, phone = null, customer_id = null where shop_id = $1 and orders > 0`,
  'delete from profile where shop_id = $1 and id::text < $2',
  `update cart set order_id = 'o' where shop_id = $1 and token < $2`,
  `update cart set quantity = 0 where shop_id = $1 and kind = 'checkout'`,
  `update cart set updated_at = updated_at - interval '2 hours', total_minor = total_minor + 7 where shop_id = $1 and kind = 'cart'`,
  // A statement that changes a cart and adds its checkout.
  `insert into cart (shop_id, kind, token, profile_id, snapshot, updated_at, quantity, total_minor, currency)
   select shop_id, case n when 1 then kind else 'checkout' end, case n when 1 then token else gen_random_uuid()::text end,
          profile_id, json_build_object('cartToken', open_as), updated_at + n * interval '1 hour', 2, 99, 'EUR'
     from cart, generate_series(1, 2) as n where shop_id = $1 and open_as is not null
   on conflict (shop_id, kind, token) do update set quantity = 3, updated_at = excluded.updated_at`,
  'delete from cart where shop_id = $1 and token < $2',
  'delete from profile_fact where shop_id = $1 and profile_id::text < $2',
  `insert into customer_tag (shop_id, customer_id, tag, segment_key, put_at, confirmed)
   select shop_id, id::text, 't', 'visitor', now(), id::text < $2 from profile where shop_id = $1 on conflict do nothing`,
  'update customer_tag set confirmed = not confirmed where shop_id = $1',
];

const changes = fc.record({
  sql: fc.constantFrom(...CHANGES),
  /** Halves what the statement takes, where it can. */
  half: fc.constantFrom('5', 'm'),
});

test('after any history of a shop its kept figures are those that a count of everything gives', async () => {
  const histories = history.chain((once) => fc.tuple(redelivered(once), fc.array(changes)));
  await fc.assert(
    fc.asyncProperty(histories, async ([deliveries, between]) => {
      const { id } = await installedShop(db.pool);
      const half = Math.ceil(deliveries.length / 2);
      for (const [turn, part] of [deliveries.slice(0, half), deliveries.slice(half)].entries()) {
        const stored = part.map((one, place) => ({
          ...one,
          key: `${String(turn)}:${String(place)}`,
        }));
        await inShop(db.pool, id, (client) => storeDeliveries(client, id, stored));
        await drainAt(db.pool, id, HISTORY_START + 20 * DAY * (turn + 1));
        for (const { sql, half: key } of between)
          await inShop(db.pool, id, (client) =>
            client.query(sql, sql.includes('$2') ? [id, key] : [id]),
          );
        expect(await repairAllCountedRows(db.pool, id, 2)).toEqual([]);
        expect(await inShop(db.pool, id, (client) => recountFigures(client, id))).toEqual([]);
      }
    }),
    { numRuns: HISTORIES },
  );
});

test('a figure that is wrong is corrected by the recount, and once is enough', async () => {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  await inShop(db.pool, id, async (client) => {
    expect(await readFigure(client, id, 'people')).toBe(1);
    await client.query(`update roll_up set count = 7 where shop_id = $1 and figure = 'people'`, [
      id,
    ]);
    await client.query(`delete from roll_up where shop_id = $1 and figure = 'members'`, [id]);
    expect(await readFigure(client, id, 'people')).toBe(7);
    expect(await recountFigures(client, id)).toEqual(['members', 'people']);
    expect(await readFigure(client, id, 'people')).toBe(1);
    expect(await recountFigures(client, id)).toEqual([]);
  });
});

/** Changes what figures are sums of while nothing counts it. */
async function withoutTriggers(id: string, sql: string): Promise<void> {
  const owner = await db.owner.connect();
  try {
    await owner.query(`set session_replication_role = replica`);
    await owner.query(sql, [id]);
  } finally {
    await owner.query(`set session_replication_role = origin`);
    owner.release();
  }
}

test('an order whose click was not counted is put right once, and its next change is counted once', async () => {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  const orders = async () =>
    (await inShop(db.pool, id, (client) => readFigures(client, id, ['orders']))).map(
      ({ key, detail, count }) => [key, detail.split(':')[0], count],
    );
  await withoutTriggers(
    id,
    `insert into message (shop_id, effect_key, profile_id, journey_key, template, class, subject, message_id, sent_at, clicked_at)
     select shop_id, 'run:mail:1', profile_id, 'ours', '', '', '', 'm', placed_at, placed_at - interval '1 hour'
       from purchase where shop_id = $1`,
  );
  expect(await orders()).toEqual([]);
  expect(await repairAllCountedRows(db.pool, id)).toEqual(['orders', 'orders.value']);
  expect(await orders()).toEqual([['ours', 'mail', 1]]);
  expect(await repairAllCountedRows(db.pool, id)).toEqual([]);
  // The email was not counted either.
  expect(await inShop(db.pool, id, (client) => recountFigures(client, id))).toEqual([
    'mails.clicked',
    'mails.sent',
  ]);
  await db.owner.query('update purchase set cancelled_at = placed_at where shop_id = $1', [id]);
  expect(await orders()).toEqual([]);
  await db.owner.query('update purchase set cancelled_at = null where shop_id = $1', [id]);
  expect(await orders()).toEqual([['ours', 'mail', 1]]);
  await withoutTriggers(id, 'delete from purchase where shop_id = $1');
  expect(await repairAllCountedRows(db.pool, id)).toEqual(['orders', 'orders.value']);
  expect(await orders()).toEqual([]);
});

test('an open cart that was not counted is put right, whatever is wrong with it', async () => {
  const { id } = await installedShop(db.pool);
  for (const token of ['a', 'b', 'c'])
    await receive(
      db.pool,
      id,
      'checkouts/update',
      checkoutPayload({ token, cart_token: null }),
      token,
    );
  await drainAt(db.pool, id, SEEN_AT);
  const carts = async () =>
    (await inShop(db.pool, id, (client) => readFigures(client, id, ['carts']))).reduce(
      (sum, { count }) => sum + count,
      0,
    );
  expect(await carts()).toBe(3);
  await withoutTriggers(
    id,
    `delete from open_cart where shop_id = $1 and id = md5((select min(open_as)
    from cart where shop_id = $1))::uuid`,
  );
  await withoutTriggers(id, `update cart set quantity = 0 where shop_id = $1 and token = 'c'`);
  expect(await repairAllCountedRows(db.pool, id, 1)).toEqual(['carts', 'carts.value']);
  expect(await repairAllCountedRows(db.pool, id, 1)).toEqual([]);
  // The figure itself was right of the one whose row was lost, which the recount says.
  expect(await inShop(db.pool, id, (client) => recountFigures(client, id))).toEqual([
    'carts',
    'carts.value',
  ]);
  expect(await carts()).toBe(2);
});

test('a recount does not wait for a transaction that changes a figure that was zero', async () => {
  const { id } = await installedShop(db.pool);
  await inShop(db.pool, id, async (slow) => {
    await inShop(db.pool, id, (client) => setFigure(client, id, 'people', 0));
    await setFigure(slow, id, 'people', 1);
    await inShop(db.pool, id, async (client) => {
      await client.query(`set local lock_timeout = '1s'`);
      expect(await recountFigures(client, id)).toEqual([]);
    });
  });
  await inShop(db.pool, id, async (client) => {
    expect(await readFigure(client, id, 'people')).toBe(1);
    expect(await recountFigures(client, id)).toEqual(['people']);
    expect(await readFigure(client, id, 'people')).toBe(0);
  });
});

test('figures stay the same when changes are added up, and end with what they count', async () => {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  await inShop(db.pool, id, async (client) => {
    await client.query('update membership set left_at = now() where shop_id = $1', [id]);
    await compactChanges(client, id);
    expect(await readFigures(client, id, ['members'])).toEqual([]);
    const { rows } = await client.query('select from roll_up_change where shop_id = $1', [id]);
    expect(rows).toEqual([]);
  });
});

test('figures of the last days begin with the hour of the moment', async () => {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  const firstSeen = await db.owner.query<{ at: Date }>(
    'select first_seen_at as at from profile where shop_id = $1',
    [id],
  );
  const at = firstSeen.rows[0]?.at.getTime() ?? 0;
  const newSince = (since: number) =>
    inShop(db.pool, id, (client) => readFigures(client, id, ['people.new'], since));
  expect(await newSince(at + 60_000)).toMatchObject([{ figure: 'people.new', count: 1 }]);
  expect(await newSince(at + 2 * 3_600_000)).toEqual([]);
});
