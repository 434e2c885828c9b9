import { expect, test } from 'vitest';
import { restoreDefinition } from '#app/definitions/archive-definition.server.ts';
import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import { galleryKindOf } from '#app/gallery/registry.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receiveAt, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { reportProductChanges } from './report-product-changes.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { shopId, pool } = environment;
const PRODUCT = '632910392';

/** The product as it is at a moment. */
async function productAt(at: number, price: string, inventory: number): Promise<void> {
  const [variant] = productPayload()['variants'] as object[];
  const payload = productPayload({
    updated_at: new Date(at).toISOString(),
    variants: [{ ...variant, price, inventory_quantity: inventory, inventory_policy: 'deny' }],
  });
  await receiveAt(pool, shopId, 'products/update', payload, at);
}

async function subscriberWhoLooked(id: number, at: number, looks = true): Promise<string> {
  const email = `shopper.${String(id)}@people.example`;
  const day = new Date(at).toISOString();
  const customer = customerPayload({
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`,
    email,
    phone: null,
    created_at: day,
    updated_at: day,
  });
  await receiveAt(pool, shopId, 'customers/create', customer, at);
  const consent = {
    ...emailConsentPayload('subscribed', day),
    customer_id: id,
    email_address: email,
  };
  await receiveAt(pool, shopId, 'customers_email_marketing_consent/update', consent, at + 1);
  if (looks) {
    const identifiers = [{ kind: 'email', value: email }];
    const body = { identifiers, productId: PRODUCT };
    await receiveInternal(pool, shopId, 'product.viewed', at + MINUTE, body);
  }
  await drainAt(pool, shopId, at + MINUTE);
  return email;
}

async function take(key: string): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    const rows = await loadAllDefinitions(client, shopId);
    const { record } = galleryKindOf('journey');
    const names = namesOf(rows);
    const outcome = await restoreDefinition(client, shopId, record, key, names, 'ann', NOON);
    expect(outcome).toEqual({ outcome: 'restored' });
  });
}

async function openChanges(): Promise<string[]> {
  const { rows } = await db.owner.query<{ kind: string }>(
    'select kind from product_change where shop_id = $1 order by kind',
    [shopId],
  );
  return rows.map(({ kind }) => kind);
}

async function mailsTo(email: string): Promise<string[]> {
  const sent = await environment.mailbox.list({ to: email });
  return sent.toSorted((a, b) => a.id - b.id).map(({ subject }) => subject);
}

/** Lets the changes be reported at a moment, and sends what follows an hour and a quarter later. */
async function reportAt(at: number): Promise<void> {
  environment.clock.set(at);
  await reportProductChanges({ pool, clock: environment.clock }, shopId);
  await drainAt(pool, shopId, at);
}

async function sendAt(at: number): Promise<void> {
  await drainAt(pool, shopId, at);
  environment.clock.set(at);
  await deliverMails(environment.mailServices, shopId);
}

async function buys(id: number, email: string, at: number): Promise<void> {
  const day = new Date(at).toISOString();
  const [line] = orderPayload()['line_items'] as object[];
  const order = orderPayload({
    id: 9_000 + id,
    admin_graphql_api_id: `gid://shopify/Order/${String(9_000 + id)}`,
    email,
    customer: { id, email },
    created_at: day,
    processed_at: day,
    updated_at: day,
    line_items: [{ ...line, product_id: Number(PRODUCT), variant_id: 39072856 }],
  });
  await receiveAt(pool, shopId, 'orders/create', order, at);
}

async function skipped(): Promise<string[]> {
  const { rows } = await db.owner.query<{ reason: string }>(
    `select distinct reason from effect where shop_id = $1 and state = 'skipped' and kind = 'email' order by 1`,
    [shopId],
  );
  return rows.map(({ reason }) => reason);
}

test('nothing is noted while no journey listens', async () => {
  await productAt(NOON - 20 * DAY, '20.00', 0);
  await productAt(NOON - 19 * DAY, '20.00', 5);
  await productAt(NOON - 18 * DAY, '10.00', 5);
  expect(await openChanges()).toEqual([]);
  await productAt(NOON - 17 * DAY, '20.00', 0);
});

test('who looked at a product hears once that it is back, and once that it costs less', async () => {
  await take('back-in-stock');
  await take('price-drop');
  const [looked, other, buyer] = [
    await subscriberWhoLooked(71, NOON + MINUTE),
    await subscriberWhoLooked(72, NOON + 4 * MINUTE, false),
    await subscriberWhoLooked(74, NOON + 5 * MINUTE),
  ];
  // Who bought it and looks at it again does not wait for it.
  await buys(74, buyer, NOON - DAY);
  await productAt(NOON + HOUR, '20.00', 5);
  expect(await openChanges()).toEqual(['restocked']);
  await reportAt(NOON + HOUR);
  await reportAt(NOON + HOUR);
  expect(await openChanges()).toEqual([]);
  await sendAt(NOON + HOUR + 15 * MINUTE);
  expect(await mailsTo(looked)).toEqual(['Trail Shoe is back']);
  const [mail] = await environment.mailbox.list({ to: looked });
  const text = (await environment.mailbox.get(mail?.id ?? 0))?.text ?? '';
  expect(text).toContain('Trail Shoe, £20.00');

  await productAt(NOON + 2 * HOUR, '15.00', 5);
  expect(await openChanges()).toEqual(['reduced']);
  await reportAt(NOON + 26 * HOUR);
  await sendAt(NOON + 26 * HOUR + MINUTE);
  expect(await mailsTo(looked)).toEqual(['Trail Shoe is back', 'Trail Shoe costs less now']);
  const reduced = (await environment.mailbox.list({ to: looked })).find(({ subject }) =>
    subject.includes('less'),
  );
  const words = (await environment.mailbox.get(reduced?.id ?? 0))?.text ?? '';
  expect(words).toContain('Trail Shoe (Green / 41), £15.00');
  expect(await mailsTo(other)).toEqual([]);
  expect(await mailsTo(buyer)).toEqual(['Thank you for order #1001']);
});

test('what is reported later waits its turn behind what was received before', async () => {
  await productAt(NOON + 27 * HOUR, '10.00', 5);
  const late = NOON + 40 * HOUR;
  environment.clock.set(late);
  await subscriberWhoLooked(75, NOON + 27 * HOUR + MINUTE);
  await reportProductChanges({ pool, clock: environment.clock }, shopId);
  const { rows } = await db.owner.query<{ at: Date }>(
    `select received_at as at from inbox where shop_id = $1 and topic = 'tendril/product.reduced'`,
    [shopId],
  );
  expect(rows.map(({ at }) => at.getTime())).toEqual([late]);
  await drainAt(pool, shopId, late);
});

test('an email says nothing of a price that is not lower any more', async () => {
  await productAt(NOON + 40 * HOUR + MINUTE, '14.50', 5);
  await sendAt(NOON + 42 * HOUR);
  expect(await mailsTo('shopper.75@people.example')).toEqual([]);
  expect(await skipped()).toEqual(['price_not_lower']);
});

test('stock that is counted again each night is no news', async () => {
  await productAt(NOON + 43 * HOUR, '15.00', 0);
  await productAt(NOON + 46 * HOUR, '15.00', 3);
  expect(await openChanges()).toEqual([]);
});

test('no one hears twice in a month that a product is back', async () => {
  await productAt(NOON + 47 * HOUR, '15.00', 0);
  await productAt(NOON + 70 * HOUR, '15.00', 3);
  await reportAt(NOON + 70 * HOUR);
  await sendAt(NOON + 71 * HOUR);
  expect(await mailsTo('shopper.71@people.example')).toHaveLength(2);
  expect(await mailsTo('shopper.75@people.example')).toEqual(['Trail Shoe is back']);
});

test('an email about a product that is sold out again meanwhile is skipped', async () => {
  await productAt(NOON + 72 * HOUR, '15.00', 0);
  const email = await subscriberWhoLooked(73, NOON + 73 * HOUR);
  await productAt(NOON + 94 * HOUR, '15.00', 3);
  await reportAt(NOON + 94 * HOUR);
  await productAt(NOON + 94 * HOUR + MINUTE, '15.00', 0);
  await sendAt(NOON + 95 * HOUR);
  expect(await mailsTo(email)).toEqual([]);
  expect(await skipped()).toEqual(['out_of_stock', 'price_not_lower']);
});
