import { expect, test } from 'vitest';
import { inShop, isStatementTimeout } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { enqueueDueShops } from './timers.server.ts';

const db = await testDatabase();
const [INNOCENT, POISONED] = process.env['NIGHTLY'] === '1' ? [1_000, 500] : [60, 30];
const LATER = SEEN_AT + DAY;

async function send(shopId: string, topic: string, payloads: object[], at: number): Promise<void> {
  const deliveries = payloads.map((payload, n) => ({
    key: `${topic}:${String(at)}:${String(n)}`,
    topic,
    receivedAt: at,
    triggeredAt: at,
    body: encodeBody(payload),
  }));
  await inShop(db.pool, shopId, (client) => storeDeliveries(client, shopId, deliveries));
}

/** The checkout of a distinct shopper. */
function checkoutOf(shopper: string): object {
  return checkoutPayload({
    token: `checkout-${shopper}`,
    cart_token: `cart-${shopper}`,
    email: `${shopper}@example.com`,
    phone: null,
    customer: null,
    billing_address: null,
    shipping_address: null,
  });
}

/** The order of a distinct shopper. */
function orderOf(shopper: string, id: number): object {
  return orderPayload({
    id,
    admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
    token: `order-${String(id)}`,
    name: `#${shopper}`,
    email: `${shopper}@example.com`,
    contact_email: `${shopper}@example.com`,
    phone: null,
    customer: null,
    billing_address: null,
    shipping_address: null,
    cart_token: null,
    checkout_token: null,
  });
}

/** A shop with as many shoppers in the journey of abandoned carts as there are to be poisoned. */
async function shopWithRuns(): Promise<string> {
  const { id } = await installedShop(db.pool);
  const shoppers = Array.from({ length: POISONED }, (_, n) => checkoutOf(`victim${String(n)}`));
  await send(id, 'checkouts/update', shoppers, SEEN_AT);
  await drainAt(db.pool, id, SEEN_AT);
  expect(await count('journey_run', `state = 'active'`, id)).toBe(POISONED);
  return id;
}

async function sendInnocent(shopId: string): Promise<void> {
  const orders = Array.from({ length: INNOCENT }, (_, n) =>
    orderOf(`innocent${String(n)}`, 9_000_000 + n),
  );
  await send(shopId, 'orders/create', orders, LATER);
}

async function count(table: string, condition: string, shopId: string): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    `select count(*)::int as count from ${table} where shop_id = $1 and ${condition}`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

async function change(sql: string, shopId: string): Promise<void> {
  await db.owner.query(sql, [shopId]);
}

/** Every innocent delivery was applied, none was quarantined, and nothing of the shop is due any more. */
async function expectInnocentUnharmed(shopId: string): Promise<void> {
  expect(await count('purchase', `name like '#innocent%'`, shopId)).toBe(INNOCENT);
  expect(await count('quarantine', `true`, shopId)).toBe(0);
  expect(await count('inbox', `true`, shopId)).toBe(0);
  // The poll comes once to what was due; its drain leaves nothing for another.
  await enqueueDueShops(db.pool, LATER, silentLogger);
  await drainAt(db.pool, shopId, LATER);
  const { rows } = await db.owner.query<{ due: Date | null }>(
    'select next_due_at as due from shop where id = $1',
    [shopId],
  );
  expect(rows[0]?.due === null || Number(rows[0]?.due) > LATER).toBe(true);
}

const POISONS = {
  step_gone: `update journey_run set step_id = 'no-such-step' where shop_id = $1`,
  journey_gone: `update journey_run set journey_key = 'no-such-journey' where shop_id = $1`,
  version_gone: `update journey_run set journey_version = 99 where shop_id = $1`,
  unreadable: `update journey_run set context = 'null' where shop_id = $1`,
  error: `update journey_run set step_id = 'mail-1' where shop_id = $1`,
};

test.each(Object.entries(POISONS))(
  'runs that cannot go on (%s) fail with the reason, and every delivery beside them is applied',
  async (reason, poison) => {
    const shopId = await shopWithRuns();
    await change(poison, shopId);
    await sendInnocent(shopId);
    await drainAt(db.pool, shopId, LATER);
    await expectInnocentUnharmed(shopId);
    const failed = `state = 'failed' and end_reason = '${reason}' and ended_at is not null`;
    expect(await count('journey_run', failed, shopId)).toBe(POISONED);
    const why = `outcome = 'run_failed' and reason = '${reason}'`;
    expect(await count('decision', why, shopId)).toBe(POISONED);
  },
);

test('profiles that cannot be scored are noted, and every delivery beside them is applied', async () => {
  const shopId = await shopWithRuns();
  await change(
    `update profile set state = (state::jsonb || '{"signals": {"cart_changed": 7}}')::json,
       next_change_at = to_timestamp(0) where shop_id = $1`,
    shopId,
  );
  await change(`update journey_run set wake_at = '2100-01-01' where shop_id = $1`, shopId);
  await sendInnocent(shopId);
  await drainAt(db.pool, shopId, LATER);
  await expectInnocentUnharmed(shopId);
  expect(await count('profile_problem', `kind = 'score'`, shopId)).toBe(POISONED);
  // What is due for ever would enqueue jobs of the shop for ever.
  const victims = `email like 'victim%' and next_change_at is not null`;
  expect(await count('profile', victims, shopId)).toBe(0);
});

test('deliveries that cannot be applied are quarantined, and every other one is applied', async () => {
  const { id: shopId } = await installedShop(db.pool);
  await db.owner.query(
    `alter table purchase add constraint no_poison
       check (shop_id <> '${shopId}' or name not like '#poison%')`,
  );
  const poison = Array.from({ length: POISONED }, (_, n) => orderOf(`poison${String(n)}`, n + 1));
  await send(shopId, 'orders/updated', poison, LATER);
  await sendInnocent(shopId);
  await drainAt(db.pool, shopId, LATER + HOUR);
  expect(await count('purchase', `name like '#innocent%'`, shopId)).toBe(INNOCENT);
  expect(await count('quarantine', `topic = 'orders/updated'`, shopId)).toBe(POISONED);
  expect(await count('quarantine', `topic <> 'orders/updated'`, shopId)).toBe(0);
  expect(await count('inbox', `true`, shopId)).toBe(0);
});

/**
 * Makes the database cut off the statements that write an order of a shop with a name, as if they took too long.
 * @param times how often, over all of them
 */
async function cutOff(shopId: string, name: string, times: number): Promise<void> {
  const id = shopId.replaceAll('-', '');
  await db.owner.query(
    `create sequence cut_off_${id};
     grant usage on sequence cut_off_${id} to tendril_app;
     create function cut_off_${id}() returns trigger language plpgsql as $$
     begin
       if new.shop_id = '${shopId}' and new.name like '${name}' and nextval('cut_off_${id}') <= ${String(times)}
       then raise exception 'canceling statement due to statement timeout' using errcode = '57014';
       end if;
       return new;
     end $$;
     create trigger cut_off_${id} before insert on purchase for each row execute function cut_off_${id}();`,
  );
}

test('a delivery that takes longer than a statement may is quarantined, and every other one is applied', async () => {
  const { id: shopId } = await installedShop(db.pool);
  await cutOff(shopId, '#endless', 1_000);
  await send(shopId, 'orders/updated', [orderOf('endless', 1)], LATER);
  await sendInnocent(shopId);
  await drainAt(db.pool, shopId, LATER + HOUR);
  expect(await count('purchase', `name like '#innocent%'`, shopId)).toBe(INNOCENT);
  expect(await count('inbox', `true`, shopId)).toBe(0);
  const why = `topic = 'orders/updated' and reason like '%longer%'`;
  expect(await count('quarantine', why, shopId)).toBe(1);
  expect(await count('quarantine', 'true', shopId)).toBe(1);
});

test('a delivery that was cut off only for a while is applied, and nothing is quarantined', async () => {
  const { id: shopId } = await installedShop(db.pool);
  // Once with all others, once with all other deliveries, once alone. It is received first, so that it never is the only
  // one of its batch, whatever number of others there is.
  await cutOff(shopId, '#slow', 3);
  await send(shopId, 'orders/updated', [orderOf('slow', 1)], LATER - 1);
  await sendInnocent(shopId);
  await drainAt(db.pool, shopId, LATER + HOUR);
  expect(await count('purchase', `(name = '#slow' or name like '#innocent%')`, shopId)).toBe(
    INNOCENT + 1,
  );
  expect(await count('quarantine', 'true', shopId)).toBe(0);
});

test('while the database cuts off statements that are about no delivery, none is blamed', async () => {
  const { id: shopId } = await installedShop(db.pool);
  await cutOff(shopId, '#endless', 1_000);
  await db.owner.query(
    `create function cut_off_shop() returns trigger language plpgsql as $$
     begin
       if new.id = '${shopId}' then
         raise exception 'canceling statement due to statement timeout' using errcode = '57014';
       end if;
       return new;
     end $$;
     create trigger cut_off_shop before update on shop for each row execute function cut_off_shop();`,
  );
  await send(shopId, 'orders/updated', [orderOf('endless', 1)], LATER);
  await expect(drainAt(db.pool, shopId, LATER + HOUR)).rejects.toSatisfy(isStatementTimeout);
  expect(await count('inbox', 'true', shopId)).toBe(1);
  expect(await count('quarantine', 'true', shopId)).toBe(0);
  await db.owner.query('drop trigger cut_off_shop on shop; drop function cut_off_shop()');
});
