import { expect, test } from 'vitest';
import { openOfferEnvironment } from '#tests/offers/offer-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const shop = await openOfferEnvironment(db, undefined, 'read_customers');

async function issuing(): Promise<{ state: string; answer: string | null }[]> {
  const { rows } = await db.owner.query<{ state: string; answer: string | null }>(
    `select state, answer from effect where shop_id = $1 and kind = 'issue_code' order by key`,
    [shop.shopId],
  );
  return rows;
}

test('without the right to create discounts a code has failed with what to do, and its mail waits', async () => {
  await shop.reachCheckout('ada');
  await shop.issueAll();
  expect(await issuing()).toEqual([
    { state: 'failed', answer: 'Shopify does not allow this app to create discounts.' },
  ]);
  expect(await shop.codes()).toMatchObject([{ state: 'reserved' }]);
  await shop.sendMails();
  expect(await shop.mailbox.list()).toEqual([]);
});

test('once the right is there the same code is issued when it is tried again, and the mail leaves', async () => {
  const [reserved] = await shop.codes();
  shop.store.grantScopes(['write_discounts']);
  await db.owner.query(
    `update effect set state = 'ready', settled_at = null where shop_id = $1 and kind = 'issue_code'`,
    [shop.shopId],
  );
  await shop.issueAll();
  expect(await shop.codes()).toMatchObject([{ code: reserved?.code, state: 'created' }]);
  await shop.sendMails();
  expect(await shop.mailbox.list()).toHaveLength(1);
});

test('a discount that was deleted in the admin is created again', async () => {
  shop.store.shop.discounts.clear();
  shop.store.shop.discountCodes.clear();
  await shop.reachCheckout('bea');
  await shop.issueAll();
  expect(shop.store.shop.discounts.size).toBe(1);
  expect((await shop.codes()).map(({ state }) => state).sort()).toEqual(['created', 'sent']);
});
