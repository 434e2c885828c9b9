import { afterAll, describe, expect, test } from 'vitest';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { deliver } from '#tests/import/import-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { drainAt, SEEN_AT, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { startTestApp, startTestStore } from '#tests/store/test-app.ts';

const db = await testDatabase();
const clock = { now: () => SEEN_AT };
const app = await startTestApp();
const store = await startTestStore(app.url, { clock, scopes: 'read_customers,write_customers' });
const admin = storeAdmin(store);

afterAll(async () => {
  await store.close();
  await app.close();
});

/** Delivers what the store sent since the last time, as often as it sent it. */
async function deliverWebhooks(shopId: string): Promise<string[]> {
  await store.webhooks.idle();
  const deliveries = app.received.splice(0);
  await deliver(db.pool, shopId, deliveries);
  await drainAt(db.pool, shopId, SEEN_AT);
  return deliveries.map(({ topic }) => topic);
}

async function sync(shopId: string): Promise<void> {
  await runEffectsOf('sync_consent', { pool: db.pool, clock, admin }, shopId);
}

async function stateConsent(
  shopId: string,
  who: { kind: string; value: string },
  channel: 'email' | 'sms',
  state: string,
  at = SEEN_AT - MINUTE,
): Promise<void> {
  const evidence = { source: 'form', wording: 'Send me news', page: 'https://shop.example/join' };
  await receiveInternal(db.pool, shopId, 'consent.changed', at, {
    identifiers: [who],
    channel,
    state,
    ...evidence,
  });
  await drainAt(db.pool, shopId, SEEN_AT);
}

async function effects(shopId: string): Promise<unknown[]> {
  const { rows } = await db.owner.query<object>(
    `select state, payload->>'channel' as channel from effect
      where shop_id = $1 and kind = 'sync_consent' order by 2`,
    [shopId],
  );
  return rows;
}

async function check(shopId: string) {
  return await inShop(db.pool, shopId, (client) => checkChain(client, shopId));
}

describe('between Tendril and Shopify', () => {
  test('a consent stated on our side reaches Shopify in its channel, and the echo of it ends here', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const customer = store.shop.createCustomer({
      email: 'ada@echo.example',
      phone: '+442079460001',
    });
    await deliverWebhooks(shopId);
    await stateConsent(
      shopId,
      { kind: 'email', value: 'ada@echo.example' },
      'email',
      'unsubscribed',
    );
    await stateConsent(shopId, { kind: 'phone', value: '+442079460001' }, 'sms', 'subscribed');
    await sync(shopId);
    expect(customer.emailConsent).toMatchObject({
      state: 'unsubscribed',
      updatedAt: SEEN_AT - MINUTE,
    });
    expect(customer.smsConsent).toMatchObject({ state: 'subscribed', updatedAt: SEEN_AT - MINUTE });

    expect((await deliverWebhooks(shopId)).sort()).toEqual([
      'customers_email_marketing_consent/update',
      'customers_marketing_consent/update',
    ]);
    await sync(shopId);
    expect(await deliverWebhooks(shopId)).toEqual([]);
    expect(await effects(shopId)).toEqual([
      { state: 'done', channel: 'email' },
      { state: 'done', channel: 'sms' },
    ]);
  });

  test('what Shopify sends is not sent back, and the newer consent holds on both sides', async () => {
    const { id: shopId } = await installedShop(db.pool);
    const customer = store.shop.createCustomer({
      email: 'bea@echo.example',
      phone: '+442079460002',
    });
    store.shop.setConsent(customer.id, 'email', 'subscribed', { at: SEEN_AT });
    store.shop.setConsent(customer.id, 'sms', 'subscribed', { at: SEEN_AT - 2 * MINUTE });
    await deliverWebhooks(shopId);
    expect(await effects(shopId)).toEqual([]);
    await stateConsent(
      shopId,
      { kind: 'email', value: 'bea@echo.example' },
      'email',
      'unsubscribed',
    );
    await stateConsent(shopId, { kind: 'phone', value: '+442079460002' }, 'sms', 'unsubscribed');
    await sync(shopId);
    expect(await effects(shopId)).toEqual([{ state: 'done', channel: 'sms' }]);
    expect(customer.emailConsent.state).toBe('subscribed');
    expect(customer.smsConsent.state).toBe('unsubscribed');
    const { rows } = await db.owner.query(
      `select state::jsonb #>> '{consent,email,value}' as email, state::jsonb #>> '{consent,sms,value}' as sms
         from profile where shop_id = $1`,
      [shopId],
    );
    expect(rows).toEqual([{ email: 'subscribed', sms: 'unsubscribed' }]);
  });

  test('a consent from before a person was a customer is synced when they become one', async () => {
    const { id: shopId } = await installedShop(db.pool);
    await stateConsent(shopId, { kind: 'email', value: 'cas@echo.example' }, 'email', 'subscribed');
    expect(await effects(shopId)).toEqual([]);
    const customer = store.shop.createCustomer({ email: 'cas@echo.example' });
    await deliverWebhooks(shopId);
    await sync(shopId);
    expect(customer.emailConsent.state).toBe('subscribed');
  });
});

test('what another address agreed to is not synced to a customer who only used it in a checkout', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const customer = store.shop.createCustomer({ email: 'eve@echo.example' });
  store.shop.setConsent(customer.id, 'email', 'unsubscribed', { at: SEEN_AT - 9 * MINUTE });
  await deliverWebhooks(shopId);
  await stateConsent(shopId, { kind: 'email', value: 'fay@echo.example' }, 'email', 'subscribed');
  await receiveInternal(db.pool, shopId, 'page.viewed', SEEN_AT, {
    identifiers: [
      { kind: 'customer', value: customer.id },
      { kind: 'email', value: 'fay@echo.example' },
    ],
    traits: { email: 'fay@echo.example' },
    page: '/',
  });
  await drainAt(db.pool, shopId, SEEN_AT);
  await sync(shopId);
  expect(customer.emailConsent.state).toBe('unsubscribed');
  expect(await effects(shopId)).toEqual([]);
});

describe('the proofs', () => {
  async function threeProofs(): Promise<string> {
    const { id: shopId } = await installedShop(db.pool);
    const email = { kind: 'email', value: 'dee@proof.example' };
    await stateConsent(shopId, email, 'email', 'subscribed', SEEN_AT - 3 * MINUTE);
    await receiveInternal(db.pool, shopId, 'page.viewed', SEEN_AT, {
      identifiers: [
        { kind: 'customer', value: '77' },
        { kind: 'phone', value: '+442079460077' },
      ],
      page: '/',
    });
    const phone = { kind: 'phone', value: '+442079460077' };
    await stateConsent(shopId, phone, 'sms', 'subscribed', SEEN_AT - 2 * MINUTE);
    await stateConsent(shopId, email, 'email', 'unsubscribed', SEEN_AT - MINUTE);
    return shopId;
  }

  test('hold when two profiles turn out to be one person', async () => {
    const shopId = await threeProofs();
    const whoIs = `select count(distinct profile_id)::int as people from consent where shop_id = $1`;
    expect((await db.owner.query(whoIs, [shopId])).rows).toEqual([{ people: 2 }]);
    await receiveInternal(db.pool, shopId, 'page.viewed', SEEN_AT, {
      identifiers: [
        { kind: 'customer', value: '77' },
        { kind: 'email', value: 'dee@proof.example' },
      ],
      page: '/',
    });
    await drainAt(db.pool, shopId, SEEN_AT);
    expect((await db.owner.query(whoIs, [shopId])).rows).toEqual([{ people: 1 }]);
    expect(await check(shopId)).toMatchObject({ outcome: 'intact', end: { length: 3 } });
  });

  test('show where, when, and what was read, and cannot be changed by the application', async () => {
    const shopId = await threeProofs();
    const { rows } = await db.owner.query(
      `select subject, channel, state, source, wording, page, seq::int from consent where shop_id = $1 and seq = 3`,
      [shopId],
    );
    expect(rows).toEqual([
      {
        subject: 'email:dee@proof.example',
        channel: 'email',
        state: 'unsubscribed',
        source: 'form',
        wording: 'Send me news',
        page: 'https://shop.example/join',
        seq: 3,
      },
    ]);
    for (const statement of [
      `update consent set state = 'subscribed' where shop_id = $1`,
      `update consent set erased_at = now(), salt = null where shop_id = $1`,
      'delete from consent where shop_id = $1',
    ])
      await expect(
        inShop(db.pool, shopId, (client) => client.query(statement, [shopId])),
      ).rejects.toMatchObject({ code: '42501' });
  });

  test('say so when the owner of the database changes or removes one', async () => {
    const altered = await threeProofs();
    await db.owner.query(`update consent set state = 'subscribed' where shop_id = $1 and seq = 3`, [
      altered,
    ]);
    expect(await check(altered)).toEqual({ outcome: 'broken', seq: 3, fault: 'altered' });
    const cut = await threeProofs();
    await db.owner.query('delete from consent where shop_id = $1 and seq = 3', [cut]);
    expect(await check(cut)).toEqual({ outcome: 'broken', seq: 3, fault: 'missing' });
  });

  test('keep their places when a person is erased, and go with a shop that left', async () => {
    const shopId = await threeProofs();
    const erased = await inShop(db.pool, shopId, (client) =>
      client.query(
        `select erase_consent_of(array(select id from profile where shop_id = $1 and email is null), '{}', now())`,
        [shopId],
      ),
    );
    expect(erased.rows).toEqual([{ erase_consent_of: 3 }]);
    expect(await check(shopId)).toMatchObject({ outcome: 'intact', end: { length: 3 }, erased: 3 });
    const { rows } = await db.owner.query(
      'select distinct profile_id, subject, source, wording, page, salt from consent where shop_id = $1',
      [shopId],
    );
    const gone = { profile_id: null, subject: null, source: null, wording: null, page: null };
    expect(rows).toEqual([{ ...gone, salt: null }]);

    const left = () =>
      db.owner.query('select count(*)::int as left from consent where shop_id = $1', [shopId]);
    const forget = () =>
      inShop(db.pool, shopId, (client) => client.query('select erase_shop_consent()'));
    await forget();
    expect((await left()).rows).toEqual([{ left: 3 }]);
    await db.owner.query('update shop set uninstalled_at = now() where id = $1', [shopId]);
    await forget();
    expect((await left()).rows).toEqual([{ left: 0 }]);
  });
});
