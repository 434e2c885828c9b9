import { expect, test } from 'vitest';
import { restoreDefinition } from '#app/definitions/archive-definition.server.ts';
import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import { galleryKindOf } from '#app/gallery/registry.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
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

test('who looked at a product hears once that it is back, and once that it costs less', async () => {
  await take('back-in-stock');
  await take('price-drop');
  await productAt(NOON, '20.00', 0);
  const [looked, other] = [
    await subscriberWhoLooked(71, NOON + MINUTE),
    await subscriberWhoLooked(72, NOON + 4 * MINUTE, false),
  ];

  await productAt(NOON + HOUR, '20.00', 5);
  expect(await openChanges()).toEqual(['restocked']);
  environment.clock.set(NOON + HOUR);
  const services = { pool, clock: environment.clock };
  await reportProductChanges(services, shopId);
  await reportProductChanges(services, shopId);
  expect(await openChanges()).toEqual([]);
  await drainAt(pool, shopId, NOON + HOUR);
  await drainAt(pool, shopId, NOON + HOUR + 15 * MINUTE);
  environment.clock.set(NOON + HOUR + 15 * MINUTE);
  await deliverMails(environment.mailServices, shopId);
  expect(await mailsTo(looked)).toEqual(['Trail Shoe is back']);
  const [mail] = await environment.mailbox.list({ to: looked });
  const text = (await environment.mailbox.get(mail?.id ?? 0))?.text ?? '';
  expect(text).toContain('Trail Shoe, £20.00');

  await productAt(NOON + 2 * HOUR, '15.00', 5);
  expect(await openChanges()).toEqual(['reduced']);
  environment.clock.set(NOON + 26 * HOUR);
  await reportProductChanges(services, shopId);
  await drainAt(pool, shopId, NOON + 26 * HOUR);
  await drainAt(pool, shopId, NOON + 26 * HOUR + MINUTE);
  environment.clock.set(NOON + 26 * HOUR + MINUTE);
  await deliverMails(environment.mailServices, shopId);
  expect(await mailsTo(looked)).toEqual(['Trail Shoe is back', 'Trail Shoe costs less now']);
  expect(await mailsTo(other)).toEqual([]);
});

test('an email about a product that is sold out again meanwhile is skipped', async () => {
  const email = await subscriberWhoLooked(73, NOON + 30 * HOUR);
  await productAt(NOON + 31 * HOUR, '15.00', 0);
  await productAt(NOON + 32 * HOUR, '15.00', 3);
  environment.clock.set(NOON + 32 * HOUR);
  await reportProductChanges({ pool, clock: environment.clock }, shopId);
  await drainAt(pool, shopId, NOON + 32 * HOUR);
  await productAt(NOON + 32 * HOUR + MINUTE, '15.00', 0);
  await drainAt(pool, shopId, NOON + 33 * HOUR);
  environment.clock.set(NOON + 33 * HOUR);
  await deliverMails(environment.mailServices, shopId);
  expect(await mailsTo(email)).toEqual([]);
  const { rows } = await db.owner.query<{ reason: string }>(
    `select distinct reason from effect where shop_id = $1 and state = 'skipped' and kind = 'email'`,
    [shopId],
  );
  expect(rows.map(({ reason }) => reason)).toEqual(['out_of_stock']);
});
