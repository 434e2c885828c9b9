import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerChangeOutcome } from '#app/destinations/customer-change.server.ts';
import type { EffectKind } from '#app/effects/registry.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import type { Store } from '#tests/store/store.ts';
import { startWebhooklessStore } from '#tests/store/test-app.ts';
import { ACTION_NOW, actionShop, askFor, effectOutcome, type ActionShop } from './action-shop.ts';

const db = await testDatabase();
let store: Store;
let admin: AdminClient;

beforeAll(async () => {
  store = await startWebhooklessStore();
  admin = storeAdmin(store);
});

afterAll(async () => {
  await store.close();
});

async function run(shop: ActionShop, kind: EffectKind): Promise<void> {
  await runEffectsOf(kind, { pool: db.pool, clock: { now: () => ACTION_NOW }, admin }, shop.id);
}

/** Whom Shopify knows as a customer. */
async function customer(name: string) {
  const found = store.shop.createCustomer({ email: `${name}@people.example`, tags: ['old'] });
  return { customer: found, shop: await actionShop(db, { customerId: found.id }) };
}

test('a journey adds a tag to the customer and removes one, and doing it again changes nothing', async () => {
  const { customer: ada, shop } = await customer('tags');
  const tag = { customerId: ada.id, tag: 'Nurture', change: 'add' } as const;
  await askFor(db, shop, 'tag_customer', tag);
  await run(shop, 'tag_customer');
  expect(ada.tags).toEqual(['old', 'Nurture']);
  const again = await askFor(db, shop, 'tag_customer', tag);
  await askFor(db, shop, 'tag_customer', { customerId: ada.id, tag: 'OLD', change: 'remove' });
  await run(shop, 'tag_customer');
  expect(ada.tags).toEqual(['Nurture']);
  expect(await effectOutcome(db, shop, again)).toMatchObject({ state: 'done', attempts: 1 });
});

test('a customer whom Shopify does not know fails with what Shopify said, and the others are done', async () => {
  const { customer: ada, shop } = await customer('others');
  const gone = { customerId: '999999999', tag: 'x', change: 'add' } as const;
  const lost = await askFor(db, shop, 'tag_customer', gone);
  const done = await askFor(db, shop, 'tag_customer', { ...gone, customerId: ada.id });
  await run(shop, 'tag_customer');
  expect(await effectOutcome(db, shop, lost)).toMatchObject({ state: 'failed' });
  expect((await effectOutcome(db, shop, lost))?.answer).not.toBe('');
  expect(await effectOutcome(db, shop, done)).toMatchObject({ state: 'done' });
});

function metafieldsOf(customerId: string) {
  return [...store.shop.metafields.values()]
    .filter(({ ownerId }) => ownerId === `gid://shopify/Customer/${customerId}`)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ namespace, key, type, value }) => ({ namespace, key, type, value }));
}

const SCORE = { namespace: 'custom', key: 'score', type: 'number_integer' } as const;

test('a metafield is set to what is known of the person, and set again it is replaced', async () => {
  const { customer: ada, shop } = await customer('metafields');
  const about = { customerId: ada.id, journeyKey: 'care' };
  await askFor(db, shop, 'set_metafield', { ...about, ...SCORE, value: '{{score}}' });
  const text = { namespace: 'custom', key: 'last', type: 'single_line_text_field' } as const;
  const value = '{{grade}} {{stage}} {{journey}}';
  await askFor(db, shop, 'set_metafield', { ...about, ...text, value });
  await run(shop, 'set_metafield');
  expect(metafieldsOf(ada.id)).toEqual([
    { ...text, value: 'A2 Loyal care' },
    { ...SCORE, value: '72' },
  ]);
  await askFor(db, shop, 'set_metafield', { ...about, ...text, value: 'again' });
  await run(shop, 'set_metafield');
  expect(metafieldsOf(ada.id).map(({ value: now }) => now)).toEqual(['again', '72']);
});

test('a value that is not of its type, or that is not known of the person, is not sent', async () => {
  const { customer: ada, shop } = await customer('wrong');
  const about = { customerId: ada.id, journeyKey: 'care', ...SCORE };
  const wrong = await askFor(db, shop, 'set_metafield', { ...about, value: '{{name}}' });
  await db.owner.query(`update profile set state = '{}' where shop_id = $1`, [shop.id]);
  const empty = await askFor(db, shop, 'set_metafield', { ...about, value: '{{first_name}}' });
  await run(shop, 'set_metafield');
  expect(await effectOutcome(db, shop, wrong)).toMatchObject({
    state: 'failed',
    reason: 'wrong_value',
  });
  expect(await effectOutcome(db, shop, empty)).toMatchObject({
    state: 'skipped',
    reason: 'empty_value',
  });
  expect(metafieldsOf(ada.id)).toEqual([]);
});

test('what Shopify refuses of a metafield fails it with what Shopify said', async () => {
  const { customer: ada, shop } = await customer('refused');
  const about = { customerId: ada.id, journeyKey: 'care', ...SCORE };
  const key = await askFor(db, shop, 'set_metafield', { ...about, namespace: 'x', value: '1' });
  await run(shop, 'set_metafield');
  expect(await effectOutcome(db, shop, key)).toMatchObject({
    state: 'failed',
    answer: 'is invalid',
  });
});

test('of a person who was erased meanwhile nothing is sent', async () => {
  const { customer: ada, shop } = await customer('erased');
  const about = { customerId: ada.id, journeyKey: 'care', ...SCORE };
  const key = await askFor(db, shop, 'set_metafield', { ...about, value: '1' });
  await db.owner.query('delete from profile where shop_id = $1', [shop.id]);
  await run(shop, 'set_metafield');
  expect(await effectOutcome(db, shop, key)).toMatchObject({ reason: 'person_unknown' });
  expect(metafieldsOf(ada.id)).toEqual([]);
});

test('what Shopify does not allow fails with words for staff, and what it does not answer is tried again', () => {
  expect(customerChangeOutcome({ outcome: 'denied', reason: 'ACCESS_DENIED' })).toEqual({
    state: 'failed',
    answer: 'Shopify does not allow this app to change customers.',
  });
  expect(customerChangeOutcome({ outcome: 'failed', reason: '502' })).toMatchObject({
    state: 'retry',
  });
  expect(customerChangeOutcome({ outcome: 'throttled', retryAfterMs: 5 })).toEqual({
    state: 'pause',
    ms: 5,
  });
});
