import { expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { register } from '#app/jobs/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { applyRetention } from '#app/privacy/apply-retention.server.ts';
import {
  RETENTION_KINDS,
  RETENTION_LIMITS,
  type RetentionPeriods,
} from '#app/privacy/retention-periods.ts';
import { saveRetentionPeriods } from '#app/privacy/store/retention-settings.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import {
  checkoutPayload,
  customerPayload,
  orderPayload,
} from '#tests/fixtures/shopify-payloads.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, tell } from '#tests/setup/told-shop.ts';

const db = await testDatabase();
const NOW = SEEN_AT;
/** Older and younger than every period that is left as it is. */
const [OLD, YOUNG] = [NOW - 1_000 * DAY, NOW - 10 * DAY];

async function retain(shopId: string, pool = db.pool, atOnce?: number): Promise<void> {
  const pulse = await register(db.pool, 'test');
  const ring = testKeyRing();
  const services = { pool, clock: { now: () => NOW }, logger: silentLogger, pulse, ring };
  await applyRetention(services, shopId, atOnce);
}

async function rows(sql: string, shopId: string): Promise<object[]> {
  return (await db.owner.query<object>(sql, [shopId])).rows;
}

/** One row of everything that becomes old, as it was settled at a moment. */
async function addRows(shopId: string, name: string, at: number): Promise<void> {
  const moment = new Date(at).toISOString();
  await db.owner.query(`
    insert into profile (shop_id, id, state, name, email, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
      values ('${shopId}', gen_random_uuid(), '{}', '${name}', '${name}@example.com', 0, 0, 0, 'D4', 'cold', 'visitor',
        0, 0, false, '${moment}', '${moment}')`);
  const { rows: ids } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1 and name = $2',
    [shopId, name],
  );
  const profile = ids[0]?.id ?? '';
  const key = `${name}:effect`;
  await db.owner.query(`
    insert into event (shop_id, id, at, profile_id, kind, topic, props)
      values ('${shopId}', gen_random_uuid(), '${moment}', '${profile}', 'page.viewed', '${name}', '{}');
    insert into decision (shop_id, id, at, profile_id, outcome, reason, rule, facts)
      values ('${shopId}', gen_random_uuid(), '${moment}', '${profile}', 'sent', '${name}', 'x@1', '{}');
    insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id, context,
       entered_at, ended_at)
      values ('${shopId}', gen_random_uuid(), 'abandoned-basket', 1, '${profile}', '${name}', 'completed', 'end',
        '{"subject": "person"}', '${moment}', '${moment}');
    insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at, settled_at)
      values ('${shopId}', '${key}', 'email', '${profile}', 'done', '{}', '${moment}', '${moment}', '${moment}');
    insert into message (shop_id, effect_key, profile_id, template, class, subject, message_id, sent_at)
      values ('${shopId}', '${key}', '${profile}', 't', 'marketing', 's', '${key}', '${moment}');
    insert into banner (shop_id, id, effect_key, profile_id, content, state, created_at, expires_at)
      values ('${shopId}', gen_random_uuid(), '${key}:b', '${profile}', '{}', 'seen', '${moment}', '${moment}');
    insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at)
      values ('${shopId}', '${name}', 'orders/create', 'test', '{}', '${moment}');
    insert into audit (shop_id, id, at, actor, action, subject)
      values ('${shopId}', gen_random_uuid(), '${moment}', 'ann', 'test', '${name}');`);
}

const AGEING = {
  event: 'topic',
  decision: 'reason',
  journey_run: 'dedupe_key',
  effect: `split_part(key, ':', 1)`,
  message: `split_part(effect_key, ':', 1)`,
  banner: `split_part(effect_key, ':', 1)`,
  quarantine: 'delivery_key',
  audit: 'subject',
};

/** Which rows are there, by table. */
async function left(shopId: string): Promise<Record<string, string[]>> {
  const names: Record<string, string[]> = {};
  for (const [table, name] of Object.entries(AGEING)) {
    const { rows: found } = await db.owner.query<{ name: string }>(
      `select ${name} as name from ${table} where shop_id = $1 order by 1`,
      [shopId],
    );
    names[table] = found.map((row) => row.name);
  }
  return names;
}

function everywhere(...names: string[]): Record<string, string[]> {
  return Object.fromEntries(Object.keys(AGEING).map((table) => [table, names]));
}

test('what is older than its period is gone, what is younger stays, and it is the same when repeated', async () => {
  const { id } = await installedShop(db.pool);
  await addRows(id, 'old', OLD);
  await addRows(id, 'young', YOUNG);
  for (let round = 0; round < 2; round += 1) {
    await retain(id);
    expect(await left(id)).toEqual(everywhere('young'));
  }
});

test('killed at any statement and run again, the same is left', async () => {
  for (let place = 1, broke = true; broke; place += 7) {
    const { id } = await installedShop(db.pool);
    for (const name of ['old-a', 'old-b', 'old-c']) await addRows(id, name, OLD);
    await addRows(id, 'young', YOUNG);
    const breaking = breakingPool(db.pool, place, 'dies after');
    const dying = retain(id, breaking.pool, 2);
    await dying.catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    });
    broke = breaking.broke();
    await retain(id, db.pool, 2);
    expect(await left(id)).toEqual(everywhere('young'));
  }
});

test('the period of one shop does not touch another', async () => {
  const [brief, lasting] = [await installedShop(db.pool), await installedShop(db.pool)];
  const between = NOW - 500 * DAY;
  for (const { id } of [brief, lasting]) await addRows(id, 'between', between);
  await inShop(db.pool, brief.id, async (client) => {
    const least = RETENTION_KINDS.map((kind) => [kind, RETENTION_LIMITS[kind].least]);
    const periods = Object.fromEntries(least) as RetentionPeriods;
    expect(await saveRetentionPeriods(client, brief.id, periods, 'ann', NOW)).toBe(true);
    expect(await saveRetentionPeriods(client, brief.id, periods, 'ann', NOW)).toBe(false);
  });
  await inShop(db.pool, lasting.id, async (client) => {
    const most = RETENTION_KINDS.map((kind) => [kind, RETENTION_LIMITS[kind].most]);
    const periods = Object.fromEntries(most) as RetentionPeriods;
    // A quarantined webhook is kept for a year at the most.
    await saveRetentionPeriods(client, lasting.id, periods, 'ann', NOW);
  });
  await retain(brief.id);
  await retain(lasting.id);
  const changed = { audit: [`shop:${brief.id}`] };
  expect(await left(brief.id)).toEqual({ ...everywhere(), ...changed });
  const kept = { quarantine: [], audit: ['between', `shop:${lasting.id}`] };
  expect(await left(lasting.id)).toEqual({ ...everywhere('between'), ...kept });
});

test('what is not settled is never old: its run, its mail and its record stay', async () => {
  const { id } = await installedShop(db.pool);
  for (const state of ['ready', 'attempted', 'in_doubt']) {
    await addRows(id, state, OLD);
    await db.owner.query(
      `update effect set state = $2, settled_at = null, run_id = (select id from journey_run
         where shop_id = $1 and dedupe_key = $2) where shop_id = $1 and key = $2 || ':effect'`,
      [id, state],
    );
  }
  await addRows(id, 'running', OLD);
  await db.owner.query(
    `update journey_run set state = 'active', ended_at = null where shop_id = $1 and dedupe_key = 'running'`,
    [id],
  );
  await retain(id);
  const { effect, message, journey_run: runs } = await left(id);
  expect(effect).toEqual(['attempted', 'in_doubt', 'ready']);
  expect(message).toEqual(['attempted', 'in_doubt', 'ready']);
  expect(runs).toEqual(['attempted', 'in_doubt', 'ready', 'running']);
});

test('months that no shop keeps are dropped whole, and months that one keeps are not', async () => {
  const { id } = await installedShop(db.pool);
  await db.owner.query(`
    create table event_201001 partition of event for values from ('2010-01-01') to ('2010-02-01');
    select protect_tenant('event_201001');`);
  await addRows(id, 'ancient', Date.parse('2010-01-15T00:00:00Z'));
  await addRows(id, 'young', YOUNG);
  await db.pool.query('select drop_old_partitions($1)', [new Date(NOW)]);
  expect(await rows(`select to_regclass('event_201001') as gone, $1::text as shop`, id)).toEqual([
    { gone: null, shop: id },
  ]);
  expect((await left(id))['event']).toEqual(['young']);
  // Told of a day that has not come, the database goes by its own.
  await db.pool.query(`select maintain_partitions(current_date)`);
  await db.pool.query(`select drop_old_partitions('2199-01-01')`);
  const { rows: parts } = await db.owner.query(
    `select from pg_inherits where inhparent = 'event'::regclass and inhrelid::regclass::text ~ '[0-9]{6}$'`,
  );
  expect(parts.length).toBeGreaterThanOrEqual(3);
});

test('the partition of the next month is there before the month begins', async () => {
  for (const today of ['2031-01-31', '2031-12-01']) {
    await db.pool.query('select maintain_partitions($1)', [today]);
    const month = await rows(
      `select to_char(($1::date + interval '1 month'), 'YYYYMM') as next`,
      today,
    );
    const { next } = month[0] as { next: string };
    for (const parent of ['event', 'decision'])
      expect(
        await rows(`select to_regclass($1) is not null as "isThere"`, `${parent}_${next}`),
      ).toEqual([{ isThere: true }]);
  }
});

/** A visitor whom only the storefront knows. */
async function addVisitor(shopId: string, name: string, seenAt: number): Promise<void> {
  const checkout = checkoutPayload({
    token: `checkout-${name}`,
    cart_token: `cart-${name}`,
    email: null,
    phone: null,
    customer: null,
    billing_address: null,
    shipping_address: null,
    created_at: new Date(seenAt).toISOString(),
    updated_at: new Date(seenAt).toISOString(),
  });
  await tell(db.pool, shopId, 'checkouts/update', checkout, name);
  await drainAt(db.pool, shopId, seenAt);
}

test('a visitor nobody knows leaves with everything of theirs; whoever has an address, an order or came lately stays', async () => {
  const { id } = await installedShop(db.pool);
  await addVisitor(id, 'gone', NOW - 500 * DAY);
  await addVisitor(id, 'recent', NOW - 20 * DAY);
  await tell(db.pool, id, 'customers/create', customerPayload(), 'known');
  await tell(db.pool, id, 'orders/create', orderPayload(), 'order');
  await drainAt(db.pool, id, NOW);
  const { rows: gone } = await db.owner.query<{ id: string }>(
    `select profile_id as id from identity where shop_id = $1 and value = 'checkout-gone'`,
    [id],
  );
  expect(gone).toHaveLength(1);
  const before = await rows('select 1 from profile where shop_id = $1', id);
  await db.owner.query(
    `update profile set last_seen_at = '2020-01-01' where shop_id = $1 and email is not null`,
    [id],
  );
  await retain(id);
  expect(await rows('select 1 from profile where shop_id = $1', id)).toHaveLength(
    before.length - 1,
  );
  expect(
    await rows(`select value from identity where shop_id = $1 and value like '%gone'`, id),
  ).toEqual([]);
  expect(
    await rows(
      `select value from identity where shop_id = $1 and value like 'checkout-recent'`,
      id,
    ),
  ).toHaveLength(1);
  for (const { table, person } of HELD_TABLES) {
    for (const column of person.profile) {
      const { rowCount } = await db.owner.query(
        `select from ${table} where shop_id = $1 and ${column} = $2`,
        [id, gone[0]?.id],
      );
      expect([table, rowCount]).toEqual([table, 0]);
    }
  }
});

test('a refund that is told again after its event is gone does not count again', async () => {
  const { id } = await installedShop(db.pool);
  const placed = new Date(NOW - 900 * DAY).toISOString();
  const order = orderPayload({ created_at: placed, processed_at: placed, updated_at: placed });
  const refund = {
    id: 1,
    order_id: Number(order['id']),
    created_at: placed,
    processed_at: placed,
    refund_line_items: [],
    order_adjustments: [],
    transactions: [{ id: 2, kind: 'refund', status: 'success', amount: '10.00', currency: 'GBP' }],
  };
  const REFUNDED = 'select refunded_minor::int as refunded from purchase where shop_id = $1';
  for (const round of ['first', 'second']) {
    await tell(db.pool, id, 'orders/create', order, `order ${round}`);
    await tell(db.pool, id, 'refunds/create', refund, `refund ${round}`);
    await drainAt(db.pool, id, NOW);
    expect(await rows(REFUNDED, id)).toEqual([{ refunded: 1000 }]);
    await retain(id);
    expect(
      await rows(`select 1 from event where shop_id = $1 and kind = 'order.refunded'`, id),
    ).toEqual([]);
  }
});

test('a shop that left longer ago than it is kept is erased, one that left lately or is installed is not', async () => {
  const shops = { gone: 31, lately: 29, installed: null };
  const ids: Record<string, string> = {};
  for (const [name, days] of Object.entries(shops)) {
    const { id } = await installedShop(db.pool);
    ids[name] = id;
    await addRows(id, 'young', YOUNG);
    if (days !== null)
      await db.owner.query('update shop set uninstalled_at = $2 where id = $1', [
        id,
        new Date(NOW - days * DAY),
      ]);
    await retain(id);
  }
  const { gone = '', lately = '', installed = '' } = ids;
  expect(await left(gone)).toEqual(everywhere());
  expect(await rows('select 1 from shop where id = $1', gone)).toEqual([]);
  for (const id of [lately, installed]) expect(await left(id)).toEqual(everywhere('young'));
});

test('an application that was not confirmed is gone after 30 days; one that was confirmed, decided or asked about again stays', async () => {
  const { id } = await installedShop(db.pool);
  const add = async (
    name: string,
    state: string,
    days: Record<'sent' | 'asked', number>,
    verified = false,
  ) => {
    const [sent, asked] = [days.sent, days.asked].map((ago) => new Date(NOW - ago * DAY));
    await db.owner.query(
      `insert into application (shop_id, id, state, company, contact_name, email, country, tax_id, channels, volume,
         message, consent_wording, submitted_at, verification_sent_at, verified_at)
       values ($1, gen_random_uuid(), $2, $3, 'Ana', 'ana@example.com', 'GB', '1', '{}', 'under-5k', '', '', $4, $5, $6)`,
      [id, state, name, sent, asked, verified ? asked : null],
    );
  };
  await add('old', 'submitted', { sent: 31, asked: 31 });
  await add('young', 'submitted', { sent: 29, asked: 29 });
  await add('asked again', 'submitted', { sent: 40, asked: 10 });
  await add('confirmed', 'submitted', { sent: 400, asked: 400 }, true);
  await add('declined', 'declined', { sent: 400, asked: 400 });
  await retain(id);
  expect(await rows('select company from application where shop_id = $1 order by 1', id)).toEqual(
    ['asked again', 'confirmed', 'declined', 'young'].map((company) => ({ company })),
  );
});
