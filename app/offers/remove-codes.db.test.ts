import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { openOfferEnvironment } from '#tests/offers/offer-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const shop = await openOfferEnvironment(db);

async function removals(): Promise<{ state: string; answer: string | null }[]> {
  const { rows } = await db.owner.query<{ state: string; answer: string | null }>(
    `select state, answer from effect
      where shop_id = $1 and kind = 'remove_code' and due_at <= $2 order by created_at, key`,
    [shop.shopId, new Date(shop.clock.now() + DAY)],
  );
  return rows;
}

function expire(): void {
  shop.clock.set(shop.clock.now() + 8 * DAY);
}

test('a code is not called deleted while Shopify has only begun to delete it', async () => {
  await shop.reachCheckout('ada');
  await shop.issueAll();
  const [{ code = '' } = {}] = await shop.codes();
  expire();
  const pause = await shop.run('remove_code');
  expect(pause).toBeGreaterThan(0);
  expect(shop.store.shop.discountCodes.has(code)).toBe(true);
  expect(await removals()).toEqual([{ state: 'ready', answer: null }]);
  expect(await shop.codes()).toMatchObject([{ state: 'created' }]);

  shop.clock.set(shop.clock.now() + (pause ?? 0));
  await shop.removeAll();
  expect(shop.store.shop.discountCodes.has(code)).toBe(false);
  expect(await removals()).toEqual([{ state: 'done', answer: null }]);
  expect(await shop.codes()).toMatchObject([{ state: 'expired' }]);
});

test('a code whose job Shopify has forgotten is deleted again', async () => {
  await shop.reachCheckout('bea');
  await shop.issueAll();
  const code = (await shop.codes()).at(-1)?.code ?? '';
  expire();
  await shop.run('remove_code');
  shop.store.shop.bulkDeletions.clear();
  shop.clock.set(shop.clock.now() + DAY);
  await shop.removeAll();
  expect(shop.store.shop.discountCodes.has(code)).toBe(false);
  expect((await removals()).at(-1)).toEqual({ state: 'done', answer: null });
});

test('a code whose discount was deleted in the admin is gone, and has not failed', async () => {
  await shop.reachCheckout('cyd');
  await shop.issueAll();
  expire();
  shop.store.shop.discounts.clear();
  shop.store.shop.discountCodes.clear();
  await shop.removeAll();
  expect((await removals()).at(-1)).toEqual({ state: 'done', answer: null });
  expect((await shop.codes()).at(-1)).toMatchObject({ state: 'expired' });
});
