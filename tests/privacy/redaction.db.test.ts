import { beforeEach, expect, test } from 'vitest';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { HELD_TABLES, SHOP_KEY_TABLES, TABLES } from '#app/profiles/person-tables/registry.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { byteSearch, plantCanary, type CanaryPerson } from './canary.ts';
import { ADA, BEA, profileOfEmail, redacted, sendCustomerHistory } from './canary-customers.ts';
import { askToErase, REDACT_KEY, runPrivacyJob } from './erase-customer.ts';

const db = await testDatabase();

// Every test searches the whole database.
beforeEach(async () => {
  await db.owner.query(`truncate ${[...SHOP_KEY_TABLES, 'shop'].join(', ')} cascade`);
});

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
  // Whose a sample is cannot be known: all of them go.
  .filter(
    ([table, { mentions, person, sealed }]) =>
      mentions && !person && sealed !== 'delete_row' && table !== 'odd_value',
  )
  .map(([table]) => `public.${table}: canary `)
  .sort();

test('a redacted customer is in no byte of the database or the log, whatever was kept of them', async () => {
  const shop = await installedShop(db.pool);
  await sendCustomerHistory(db.pool, shop.id, ADA, 'Ada');
  await sendCustomerHistory(db.pool, shop.id, BEA, 'Bea');
  const signedIn = [
    { kind: 'customer', value: ADA.customerId },
    { kind: 'visitor', value: ADA.visitor },
  ];
  await receiveInternal(db.pool, shop.id, 'visitor.identified', SEEN_AT, { identifiers: signedIn });
  await drainAt(db.pool, shop.id, SEEN_AT);
  const [ada, bea] = [
    await profileOfEmail(db.owner, shop.id, ADA.email),
    await profileOfEmail(db.owner, shop.id, BEA.email),
  ];
  if (ada === null || bea === null) throw new Error('Both are known.');
  const canary: CanaryPerson = { ...ADA, profileId: ada };
  await plantCanary(db.owner, shop.id, canary);
  const sealed = testKeyRing().rawBodies.seal(
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

  await askToErase(db.pool, shop, redacted(ADA), SEEN_AT + MINUTE);
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  await runPrivacyJob(db.pool, shop.id, SEEN_AT + MINUTE, logger);

  expect(
    await byteSearch(
      db.owner,
      texts.filter((text) => text !== 'canary '),
    ),
  ).toEqual([]);
  expect(await byteSearch(db.owner, ['canary '])).toEqual(MENTIONING);
  expect(texts.filter((text) => lines.join('').includes(text))).toEqual([]);
  const { certificate, request, done_at } = await certificateOf(shop.id, REDACT_KEY);
  expect(done_at).toBeInstanceOf(Date);
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

test('nothing that was scheduled for a person goes out once the request is here, before anything is erased', async () => {
  const shop = await installedShop(db.pool);
  await sendCustomerHistory(db.pool, shop.id, ADA, 'Ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const scheduled = `select (select count(*)::int from effect where shop_id = $1 and state = 'ready')
    + (select count(*)::int from journey_run where shop_id = $1 and ended_at is null) as n`;
  const ada = await profileOfEmail(db.owner, shop.id, ADA.email);
  await db.owner.query(
    `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
     values ($1, 'mail', 'email', $2, 'ready', '{}', now(), now())`,
    [shop.id, ada],
  );
  expect((await db.owner.query<{ n: number }>(scheduled, [shop.id])).rows[0]?.n).toBeGreaterThan(0);
  await askToErase(db.pool, shop, redacted(ADA), SEEN_AT + MINUTE);
  expect((await db.owner.query<{ n: number }>(scheduled, [shop.id])).rows[0]?.n).toBe(0);
});

test('a customer who is deleted in Shopify goes with address, number and name, and stays gone', async () => {
  const shop = await installedShop(db.pool);
  await sendCustomerHistory(db.pool, shop.id, ADA, 'Ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const deletion = {
    id: Number(ADA.customerId),
    admin_graphql_api_id: `gid://shopify/Customer/${ADA.customerId}`,
    tax_exemptions: [],
  };
  await receive(db.pool, shop.id, 'customers/delete', deletion, 'deleted');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  await runPrivacyJob(db.pool, shop.id, SEEN_AT + MINUTE);
  const { customerId, email, phone } = ADA;
  expect(await byteSearch(db.owner, [customerId, email, phone, 'CanaryAdaFirst'])).toEqual([]);
});

test('an erasure that was killed midway is finished by the next run', async () => {
  const shop = await installedShop(db.pool);
  await sendCustomerHistory(db.pool, shop.id, ADA, 'Ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await askToErase(db.pool, shop, redacted(ADA), SEEN_AT + MINUTE);
  await db.owner.query(
    `insert into audit (shop_id, id, at, actor, action, subject)
     values ($1, gen_random_uuid(), now(), 'someone', 'looked', $2)`,
    [shop.id, `token ${ADA.cartToken}`],
  );
  await db.owner.query(
    "alter table audit add constraint killed check (subject like 'token%') not valid",
  );
  await expect(runPrivacyJob(db.pool, shop.id, SEEN_AT + MINUTE)).rejects.toThrow('killed');
  await db.owner.query('alter table audit drop constraint killed');
  expect(await profileOfEmail(db.owner, shop.id, ADA.email)).toBeNull();
  await runPrivacyJob(db.pool, shop.id, SEEN_AT + 2 * MINUTE);
  expect(await byteSearch(db.owner, Object.values(ADA))).toEqual([]);
  const { certificate } = await certificateOf(shop.id, REDACT_KEY);
  expect(certificate.tables).toMatchObject({ profile: 1, audit: 1 });
});
