import { beforeEach, expect, test } from 'vitest';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import {
  ADA,
  BEA,
  profileOfEmail,
  redacted,
  redactedShop,
  sendCustomerHistory,
} from './canary-customers.ts';
import { eraseCustomer } from './erase-customer.ts';

const db = await testDatabase();

beforeEach(async () => {
  await db.owner.query(`truncate ${[...SHOP_KEY_TABLES, 'shop'].join(', ')} cascade`);
});

test('the money of an erased order stays in the totals, under ids that lead to no profile', async () => {
  const shop = await redactedShop(db, 'unsubscribed');
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
  await sendCustomerHistory(db.pool, shop.id, ADA, 'Ada');
  await sendCustomerHistory(db.pool, shop.id, BEA, 'Bea');
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
    await profileOfEmail(db.owner, shop.id, BEA.email),
  ]);
  await eraseCustomer(db.pool, shop, redacted(ADA), SEEN_AT + MINUTE);
  expect(await subjects()).toEqual([ofBea, null]);
  const chain = await inShop(db.pool, shop.id, (client) => checkChain(client, shop.id));
  expect(chain.outcome).toBe('intact');
});
