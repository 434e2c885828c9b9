import { beforeEach, expect, test } from 'vitest';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { inShop } from '#app/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { createLogger } from '#app/logger.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { HELD_TABLES, SHOP_KEY_TABLES, TABLES } from '#app/profiles/person-tables/registry.ts';
import { runPrivacyRequests } from '#app/privacy/run-requests.server.ts';
import * as payloads from '#tests/fixtures/shopify-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, tell, tellOwn } from '#tests/setup/told-shop.ts';
import { byteSearch, plantCanary, type CanaryPerson } from './canary.ts';

const db = await testDatabase();
const ring = testKeyRing();

const ADA = {
  email: 'canary.ada@lovelace.example',
  phone: '+442079460018',
  customerId: '6940095777001',
  orderId: '450789777001',
  cartToken: 'canarycart0a1b2c3d4e5f',
  checkoutToken: 'canarycheckout0a1b2c3d',
  visitor: 'canary-visitor-0a1b2c3d',
};
/** Lives at the same house and rings from the same number's neighbour. */
const BEA = {
  email: 'bea@lovelace.example',
  phone: '+442079460019',
  customerId: '6940095777002',
  orderId: '450789777002',
};

// Every test searches the whole database.
beforeEach(async () => {
  await db.owner.query(`truncate ${[...SHOP_KEY_TABLES, 'shop'].join(', ')} cascade`);
});

type Told = typeof BEA & { cartToken?: string; checkoutToken?: string };

/** What Shopify tells of somebody who registers, leaves a checkout, orders and subscribes. */
async function tellLife(shopId: string, who: Told, mark: string): Promise<void> {
  const { email, phone, customerId, orderId, cartToken, checkoutToken } = who;
  const [firstName, lastName] = [`Canary${mark}First`, `Canary${mark}Last`];
  const customer = payloads.customerPayload({
    id: Number(customerId),
    admin_graphql_api_id: `gid://shopify/Customer/${customerId}`,
    email,
    phone,
    first_name: firstName,
    last_name: lastName,
    default_address: payloads.address({ company: `Canary${mark}Company`, phone }),
  });
  await tell(db.pool, shopId, 'customers/create', customer, `${mark}-customer`);
  const tokens = {
    token: checkoutToken ?? `checkout-${mark}`,
    cart_token: cartToken ?? `cart-${mark}`,
  };
  const buyer = { email, phone, customer };
  await tell(
    db.pool,
    shopId,
    'checkouts/create',
    payloads.checkoutPayload({ ...tokens, ...buyer }),
    `${mark}-checkout`,
  );
  await tell(
    db.pool,
    shopId,
    'orders/create',
    payloads.orderPayload({
      id: Number(orderId),
      admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
      contact_email: email,
      ...buyer,
      checkout_token: tokens.token,
      cart_token: tokens.cart_token,
    }),
    `${mark}-order`,
  );
  const consent = {
    ...payloads.emailConsentPayload(),
    customer_id: Number(customerId),
    email_address: email,
  };
  await tell(db.pool, shopId, 'customers_email_marketing_consent/update', consent, `${mark}-wish`);
}

async function profileOf(shopId: string, email: string): Promise<string | null> {
  const { rows } = await db.owner.query<{ id: string }>(
    `select profile_id as id from identity where shop_id = $1 and kind = 'email' and value = $2`,
    [shopId, email],
  );
  return rows[0]?.id ?? null;
}

/** Rows by table that are about a profile. */
async function rowsAbout(shopId: string, profileId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, person } of HELD_TABLES)
    for (const column of person.profile) {
      const { rows } = await db.owner.query<{ n: number }>(
        `select count(*)::int as n from ${table} where shop_id = $1 and ${column} = $2`,
        [shopId, profileId],
      );
      counts[table] = (counts[table] ?? 0) + (rows[0]?.n ?? 0);
    }
  return counts;
}

function redactPayload({ domain }: TestShop, who: Told): object {
  return payloads.dutyPayload({
    shop_domain: domain,
    customer: { id: Number(who.customerId), email: who.email, phone: who.phone },
    orders_to_redact: [Number(who.orderId)],
  });
}

async function runJob(shopId: string, now: number, lines: string[] = []): Promise<void> {
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  await runPrivacyRequests({ pool: db.pool, clock: { now: () => now }, logger, ring }, shopId);
}

async function certificateOf(shopId: string, key: string) {
  const { rows } = await db.owner.query<{
    certificate: { tables: Record<string, number>; rows: number; remaining: number | null };
    request: unknown;
    done_at: Date | null;
  }>(
    'select certificate, request, done_at from compliance_duty where shop_id = $1 and delivery_key = $2',
    [shopId, key],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no request ${key}.`);
  return row;
}

/** Values that only mentioned the person stay, without what named them. */
const MENTIONING = Object.entries(TABLES)
  // Of samples nobody can tell whose they are: all of them go.
  .filter(
    ([table, { mentions, person, sealed }]) =>
      mentions && !person && sealed !== 'delete_row' && table !== 'odd_value',
  )
  .map(([table]) => `public.${table}: canary `)
  .sort();

test('a redacted customer is in no byte of the database or the log, whatever was kept of them', async () => {
  const shop = await installedShop(db.pool);
  await tellLife(shop.id, ADA, 'Ada');
  await tellLife(shop.id, BEA, 'Bea');
  const signedIn = [
    { kind: 'customer', value: ADA.customerId },
    { kind: 'visitor', value: ADA.visitor },
  ];
  await tellOwn(db.pool, shop.id, 'visitor.identified', SEEN_AT, { identifiers: signedIn });
  await drainAt(db.pool, shop.id, SEEN_AT);
  const [ada, bea] = [await profileOf(shop.id, ADA.email), await profileOf(shop.id, BEA.email)];
  if (ada === null || bea === null) throw new Error('Both are known.');
  const canary: CanaryPerson = { ...ADA, profileId: ada };
  await plantCanary(db.owner, shop.id, canary);
  const sealed = ring.rawBodies.seal(
    Buffer.from(JSON.stringify({ email: ADA.email })),
    placeIn('quarantine', shop.id, 'sealed-1'),
  );
  await db.owner.query(
    `insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at)
     values ($1, 'sealed-1', 'orders/create', 'unreadable', $2, $3)`,
    [shop.id, sealed, new Date(SEEN_AT)],
  );
  const before = await rowsAbout(shop.id, bea);
  const texts = [
    ...Object.values(canary),
    'CanaryAdaFirst',
    'CanaryAdaLast',
    'CanaryAdaCompany',
    'canary ',
  ];
  const planted = new Set((await byteSearch(db.owner, texts)).map((line) => line.split(':')[0]));
  const holding = Object.entries(TABLES).filter(([, one]) => one.personal ?? one.mentions);
  // Partitions of event, decision and the rest go by names of their own.
  expect(planted.size).toBeGreaterThanOrEqual(holding.length - 1);

  await tell(db.pool, shop.id, 'customers/redact', redactPayload(shop, ADA), 'redact-1');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  const lines: string[] = [];
  await runJob(shop.id, SEEN_AT + MINUTE, lines);

  expect(
    await byteSearch(
      db.owner,
      texts.filter((text) => text !== 'canary '),
    ),
  ).toEqual([]);
  expect(await byteSearch(db.owner, ['canary '])).toEqual(MENTIONING);
  expect(texts.filter((text) => lines.join('').includes(text))).toEqual([]);
  const { certificate, request, done_at } = await certificateOf(shop.id, 'redact-1');
  expect(done_at).not.toBeNull();
  expect(request).toEqual({});
  expect(certificate.remaining).toBe(0);
  expect(await byteSearch(db.owner, ['sealed-1'])).toEqual([]);
  expect(Object.keys(certificate.tables)).toEqual(
    expect.arrayContaining([
      'identity',
      'event',
      'consent',
      'quarantine',
      'move_in_slice',
      'audit',
      'profile',
    ]),
  );
  expect(await rowsAbout(shop.id, bea)).toEqual(before);
  const chain = await inShop(db.pool, shop.id, (client) => checkChain(client, shop.id));
  expect(chain.outcome).toBe('intact');
});

/** Somebody who subscribed, was suppressed and is redacted by now. */
async function redactedShop(reason: string): Promise<TestShop> {
  const shop = await installedShop(db.pool);
  await tellLife(shop.id, ADA, 'Ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await db.owner.query(
    'insert into suppression (shop_id, address, reason, at) values ($1, $2, $3, $4)',
    [shop.id, ADA.email, reason, new Date(SEEN_AT)],
  );
  await tell(db.pool, shop.id, 'customers/redact', redactPayload(shop, ADA), 'redact-1');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  await runJob(shop.id, SEEN_AT + MINUTE);
  return shop;
}

async function suppressionOf(shopId: string, address: string): Promise<string | null> {
  const { rows } = await db.owner.query<{ reason: string }>(
    'select reason from suppression where shop_id = $1 and address = $2',
    [shopId, address],
  );
  return rows[0]?.reason ?? null;
}

test('old webhooks told again and a late change of an old order do not bring the person back', async () => {
  const shop = await redactedShop('unsubscribed');
  await db.owner.query('delete from delivery_seen where shop_id = $1', [shop.id]);
  await tellLife(shop.id, ADA, 'Ada');
  const later = new Date(SEEN_AT + 60 * MINUTE).toISOString();
  const refunded = payloads.orderPayload({
    id: Number(ADA.orderId),
    admin_graphql_api_id: `gid://shopify/Order/${ADA.orderId}`,
    email: ADA.email,
    contact_email: ADA.email,
    updated_at: later,
    customer: null,
  });
  await tell(db.pool, shop.id, 'orders/updated', refunded, 'late');
  await drainAt(db.pool, shop.id, SEEN_AT + 120 * MINUTE);
  expect(await byteSearch(db.owner, [ADA.email, ADA.customerId, ADA.orderId, ADA.phone])).toEqual(
    [],
  );
});

test('what an address refused before it was erased is refused again when it comes back by its own act', async () => {
  const shop = await redactedShop('complaint');
  expect(await suppressionOf(shop.id, ADA.email)).toBeNull();
  const later = new Date(SEEN_AT + 60 * MINUTE).toISOString();
  const fresh = payloads.orderPayload({
    id: 450789777009,
    admin_graphql_api_id: 'gid://shopify/Order/450789777009',
    email: ADA.email,
    contact_email: ADA.email,
    created_at: later,
    updated_at: later,
    processed_at: later,
    cart_token: 'another-cart',
    checkout_token: 'another-checkout',
    customer: null,
  });
  await tell(db.pool, shop.id, 'orders/create', fresh, 'fresh');
  await drainAt(db.pool, shop.id, SEEN_AT + 120 * MINUTE);
  expect(await profileOf(shop.id, ADA.email)).not.toBeNull();
  expect(await suppressionOf(shop.id, ADA.email)).toBe('complaint');
});

test('the money of an erased order stays in the totals, under ids that lead to no profile', async () => {
  const shop = await redactedShop('unsubscribed');
  const { rows } = await db.owner.query<{ minor: string; order: string; known: boolean }>(
    `select total_minor as minor, order_id as order, snapshot is not null or name is not null
            or exists (select from profile p where p.id = purchase.profile_id) as known
       from purchase where shop_id = $1`,
    [shop.id],
  );
  expect(rows).toEqual([
    { minor: '3498', order: expect.stringMatching(/^erased:/) as string, known: false },
  ]);
});

test('a proof of consent of the erased address goes whosever profile it stands with, and no other of theirs', async () => {
  const shop = await installedShop(db.pool);
  await tellLife(shop.id, ADA, 'Ada');
  await tellLife(shop.id, BEA, 'Bea');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const subjects = async () => {
    const { rows } = await db.owner.query<{ subject: string | null }>(
      'select distinct subject from consent where shop_id = $1 order by 1',
      [shop.id],
    );
    return rows.map(({ subject }) => subject);
  };
  const [ofAda, ofBea] = [`email:${ADA.email}`, `email:${BEA.email}`];
  expect(await subjects()).toEqual([ofBea, ofAda]);
  await db.owner.query('update consent set profile_id = $2 where shop_id = $1', [
    shop.id,
    await profileOf(shop.id, BEA.email),
  ]);
  await tell(db.pool, shop.id, 'customers/redact', redactPayload(shop, ADA), 'redact-1');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  await runJob(shop.id, SEEN_AT + MINUTE);
  expect(await subjects()).toEqual([ofBea, null]);
  const chain = await inShop(db.pool, shop.id, (client) => checkChain(client, shop.id));
  expect(chain.outcome).toBe('intact');
});

test('nothing that was scheduled for a person goes out once the request is here, before anything is erased', async () => {
  const shop = await installedShop(db.pool);
  await tellLife(shop.id, ADA, 'Ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const scheduled = `select (select count(*)::int from effect where shop_id = $1 and state = 'ready')
    + (select count(*)::int from journey_run where shop_id = $1 and ended_at is null) as n`;
  const ada = await profileOf(shop.id, ADA.email);
  await db.owner.query(
    `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
     values ($1, 'mail', 'email', $2, 'ready', '{}', now(), now())`,
    [shop.id, ada],
  );
  expect((await db.owner.query<{ n: number }>(scheduled, [shop.id])).rows[0]?.n).toBeGreaterThan(0);
  await tell(db.pool, shop.id, 'customers/redact', redactPayload(shop, ADA), 'redact-1');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  expect((await db.owner.query<{ n: number }>(scheduled, [shop.id])).rows[0]?.n).toBe(0);
});

test('a customer who is deleted in Shopify goes with address, number and name, and stays gone', async () => {
  const shop = await installedShop(db.pool);
  await tellLife(shop.id, ADA, 'Ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const deletion = {
    id: Number(ADA.customerId),
    admin_graphql_api_id: `gid://shopify/Customer/${ADA.customerId}`,
    tax_exemptions: [],
  };
  await tell(db.pool, shop.id, 'customers/delete', deletion, 'deleted');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  await runJob(shop.id, SEEN_AT + MINUTE);
  const { customerId, email, phone } = ADA;
  expect(await byteSearch(db.owner, [customerId, email, phone, 'CanaryAdaFirst'])).toEqual([]);
});

test('an erasure that was killed half way is finished by the next run', async () => {
  const shop = await installedShop(db.pool);
  await tellLife(shop.id, ADA, 'Ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await tell(db.pool, shop.id, 'customers/redact', redactPayload(shop, ADA), 'redact-1');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  await db.owner.query(
    `insert into audit (shop_id, id, at, actor, action, subject)
     values ($1, gen_random_uuid(), now(), 'someone', 'looked', $2)`,
    [shop.id, `token ${ADA.cartToken}`],
  );
  await db.owner.query(
    "alter table audit add constraint killed check (subject like 'token%') not valid",
  );
  await expect(runJob(shop.id, SEEN_AT + MINUTE)).rejects.toThrow('killed');
  await db.owner.query('alter table audit drop constraint killed');
  expect(await profileOf(shop.id, ADA.email)).toBeNull();
  await runJob(shop.id, SEEN_AT + 2 * MINUTE);
  expect(await byteSearch(db.owner, Object.values(ADA))).toEqual([]);
  const { certificate } = await certificateOf(shop.id, 'redact-1');
  expect(certificate.tables).toMatchObject({ profile: 1, audit: 1 });
});
