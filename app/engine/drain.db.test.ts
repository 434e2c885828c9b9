import { describe, expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drain } from './drain.server.ts';
import { readPendingDeliveries } from './read-pending-deliveries.server.ts';

const db = await testDatabase();
const CONSENT = 'customers_email_marketing_consent/update';

async function rows<T>(sql: string, shopId: string): Promise<T[]> {
  const result = await db.owner.query(sql, [shopId]);
  return result.rows as T[];
}

describe('draining a shop', () => {
  test('what segments depend on is written beside the profile, and goes with it', async () => {
    const shop = await installedShop(db.pool);
    const now = await workerAt(db.pool, SEEN_AT);
    const facts = () =>
      rows(
        `select email, orders, band, cardinality(signal_at) > 0 as acted from profile_fact where shop_id = $1`,
        shop.id,
      );
    await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(), 'd1');
    await drain(now, shop.id);
    expect(await facts()).toMatchObject([{ email: 'ada@example.com', orders: 0, acted: true }]);

    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd2');
    await drain(now, shop.id);
    const people = await rows(
      'select email, orders, band from profile where shop_id = $1',
      shop.id,
    );
    expect(await facts()).toMatchObject(people);

    await db.owner.query('delete from profile where shop_id = $1', [shop.id]);
    expect(await facts()).toEqual([]);
  });

  test('a score that time alone changed is written beside the profile too', async () => {
    const shop = await installedShop(db.pool);
    await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(), 'd1');
    await drain(await workerAt(db.pool, SEEN_AT), shop.id);
    await drain(await workerAt(db.pool, SEEN_AT + 90 * DAY), shop.id);
    expect(await rows('select grade, band from profile_fact where shop_id = $1', shop.id)).toEqual(
      await rows('select lower(grade) as grade, band from profile where shop_id = $1', shop.id),
    );
  });

  test('a checkout makes a person, a score, a stage and a run that waits; an order ends the run', async () => {
    const shop = await installedShop(db.pool);
    const now = await workerAt(db.pool, SEEN_AT);
    await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(), 'd1');
    await drain(now, shop.id);

    expect(
      await rows('select email, stage, orders from profile where shop_id = $1', shop.id),
    ).toEqual([{ email: 'ada@example.com', stage: 'checkout_starter', orders: 0 }]);
    expect(
      await rows('select journey_key, state from journey_run where shop_id = $1', shop.id),
    ).toEqual([{ journey_key: 'abandoned-basket', state: 'active' }]);
    expect(
      await rows('select 1 from shop where id = $1 and next_due_at is not null', shop.id),
    ).toHaveLength(1);

    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd2');
    await drain(now, shop.id);

    expect(await rows('select stage, orders from profile where shop_id = $1', shop.id)).toEqual([
      { stage: 'first_time_buyer', orders: 1 },
    ]);
    expect(
      await rows(
        `select journey_key, state, end_reason from journey_run where shop_id = $1 order by journey_key`,
        shop.id,
      ),
    ).toEqual([
      { journey_key: 'abandoned-basket', state: 'exited', end_reason: 'ordered' },
      { journey_key: 'post-purchase', state: 'active', end_reason: null },
    ]);
    expect(await rows('select 1 from inbox where shop_id = $1', shop.id)).toHaveLength(0);
  });

  test('a portion ends with the delivery that reaches its bytes, and what waits behind it is drained too', async () => {
    const shop = await installedShop(db.pool);
    const megabytes = 'x'.repeat(1_900_000);
    for (let n = 0; n < 20; n += 1) {
      const key = `large-${String(n).padStart(2, '0')}`;
      await receive(db.pool, shop.id, 'planets/align', { megabytes }, key);
    }
    const keysOf = async (bytes: number) => {
      const { read, isFull } = await readPendingDeliveries(
        db.pool,
        shop.id,
        { deliveries: 500, bytes },
        [],
      );
      return { keys: read.map(({ delivery }) => delivery.key), isFull };
    };
    expect(await keysOf(1)).toEqual({ keys: ['large-00'], isFull: true });
    expect(await keysOf(2_000_000)).toEqual({ keys: ['large-00', 'large-01'], isFull: true });
    expect(await keysOf(100_000_000)).toMatchObject({ isFull: false });

    await drain(await workerAt(db.pool, SEEN_AT), shop.id);
    expect(await rows('select 1 from inbox where shop_id = $1', shop.id)).toHaveLength(0);
    expect(
      await rows('select unknown::int from topic_count where shop_id = $1', shop.id),
    ).toMatchObject([{ unknown: 20 }]);
  });

  test('a delivery that comes again after it was processed counts as repeated and changes nothing', async () => {
    const shop = await installedShop(db.pool);
    const now = await workerAt(db.pool, SEEN_AT);
    for (const round of ['first', 'second']) {
      await receive(db.pool, shop.id, 'orders/create', orderPayload({ note: round }), 'same-key');
      await drain(now, shop.id);
    }
    expect(
      await rows(
        'select processed::int, repeated::int from topic_count where shop_id = $1',
        shop.id,
      ),
    ).toEqual([{ processed: 1, repeated: 1 }]);
    expect(await rows('select orders from profile where shop_id = $1', shop.id)).toEqual([
      { orders: 1 },
    ]);
  });

  test('unusable deliveries are quarantined with the reason; unknown topics are counted', async () => {
    const shop = await installedShop(db.pool);
    await receive(db.pool, shop.id, 'orders/create', { id: 'example string' }, 'bad');
    await receive(db.pool, shop.id, 'planets/align', {}, 'strange');
    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'good');
    await drain(await workerAt(db.pool, SEEN_AT), shop.id);

    const quarantined = await rows<{ topic: string; reason: string }>(
      'select topic, reason from quarantine where shop_id = $1',
      shop.id,
    );
    expect(quarantined).toHaveLength(1);
    expect(quarantined[0]?.reason).toBe('line_items: expected in a body of this topic');
    expect(
      await rows(
        `select topic, processed::int, unknown::int, quarantined::int from topic_count where shop_id = $1
         order by topic`,
        shop.id,
      ),
    ).toEqual([
      { topic: 'orders/create', processed: 1, unknown: 0, quarantined: 1 },
      { topic: 'unknown', processed: 0, unknown: 1, quarantined: 0 },
    ]);
  });

  test('a run advances at its moment and plans the mail', async () => {
    const shop = await installedShop(db.pool);
    await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(), 'd1');
    await receive(db.pool, shop.id, CONSENT, emailConsentPayload('subscribed'), 'd2');
    await drain(await workerAt(db.pool, SEEN_AT), shop.id);
    expect(await rows('select 1 from effect where shop_id = $1', shop.id)).toHaveLength(0);

    await drain(await workerAt(db.pool, SEEN_AT + DAY / 2), shop.id);
    expect(await rows('select kind, state from effect where shop_id = $1', shop.id)).toEqual([
      { kind: 'email', state: 'ready' },
    ]);
  });

  test.each([
    ['never agreed', null],
    ['left', emailConsentPayload('unsubscribed')],
  ])(
    'a mail to an address that %s is counted as skipped when it is scheduled',
    async (_, consent) => {
      const shop = await installedShop(db.pool);
      await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(), 'd1');
      if (consent) await receive(db.pool, shop.id, CONSENT, consent, 'd2');
      await drain(await workerAt(db.pool, SEEN_AT), shop.id);
      await drain(await workerAt(db.pool, SEEN_AT + DAY / 2), shop.id);
      expect(
        await rows(
          `select effect.state, effect.reason, decision.outcome, decision.reason as why
           from effect join decision on decision.shop_id = effect.shop_id and effect_key = effect.key
          where effect.shop_id = $1`,
          shop.id,
        ),
      ).toEqual([
        { state: 'skipped', reason: 'not_subscribed', outcome: 'skipped', why: 'not_subscribed' },
      ]);
    },
  );

  test('a process whose lease expired writes nothing', async () => {
    const shop = await installedShop(db.pool);
    const stale = await workerAt(db.pool, SEEN_AT);
    await db.owner.query('update heartbeat set released_at = now() where id = $1', [
      stale.heartbeat.id,
    ]);
    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd1');
    await expect(drain(stale, shop.id)).rejects.toThrow('lease of this process expired');
    expect(await rows('select 1 from profile where shop_id = $1', shop.id)).toHaveLength(0);
    expect(await rows('select 1 from inbox where shop_id = $1', shop.id)).toHaveLength(1);
  });

  test('a product that holds one variant twice is accepted, and what waited behind it goes on', async () => {
    const shop = await installedShop(db.pool);
    const [variant] = productPayload().variants as Payload[];
    const twice = productPayload({ variants: [variant, { ...variant, sku: 'LAST' }] });
    await receive(db.pool, shop.id, 'products/update', twice, 'd1');
    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd2');
    await drain(await workerAt(db.pool, SEEN_AT), shop.id);
    expect(await rows('select sku from variant where shop_id = $1', shop.id)).toEqual([
      { sku: 'LAST' },
    ]);
    expect(await rows('select orders from profile where shop_id = $1', shop.id)).toEqual([
      { orders: 1 },
    ]);
  });
});
