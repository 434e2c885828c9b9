import { expect, test, vi } from 'vitest';
import { DEFAULT_RETRY } from '#app/effects/retry-policy.ts';
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

/** Removes what is due on each of so many days. */
async function removeFor(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    shop.clock.set(shop.clock.now() + DAY);
    await shop.removeAll();
  }
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
  // The try counts: the next one waits.
  await removeFor(2);
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

test('a code of which Shopify never says whether it deleted it is not deleted again and again', async () => {
  await shop.reachCheckout('dan');
  await shop.issueAll();
  expire();
  const { bulkDeletions } = shop.store.shop;
  bulkDeletions.clear();
  const asked = vi.spyOn(bulkDeletions, 'get').mockReturnValue(undefined);
  await removeFor(20);
  asked.mockRestore();
  expect(bulkDeletions.size).toBe(DEFAULT_RETRY.mostTries);
  expect((await removals()).at(-1)).toMatchObject({
    state: 'failed',
    answer: 'Shopify did not say whether it deleted the code.',
  });
});

test('a code that Shopify deleted without saying so is gone', async () => {
  await shop.reachCheckout('eve');
  await shop.issueAll();
  const code = (await shop.codes()).at(-1)?.code ?? '';
  expire();
  await shop.run('remove_code');
  shop.store.shop.bulkDeletions.clear();
  shop.store.shop.discountCodes.delete(code);
  await removeFor(1);
  expect((await removals()).at(-1)).toEqual({ state: 'done', answer: null });
  expect(shop.store.shop.bulkDeletions.size).toBe(0);
});

test('what was found gone before a look-up failed counts, and the failure is a try', async () => {
  await shop.reachCheckout('fay');
  await shop.reachCheckout('gus');
  await shop.issueAll();
  // They are looked up in the order in which they were issued.
  const codes = (await shop.codes()).slice(-2).map(({ code }) => code);
  const [gone = '', left = ''] = codes;
  expire();
  const { discounts, discountCodes } = shop.store.shop;
  discountCodes.delete(gone);
  vi.spyOn(discounts, 'has').mockReturnValue(false);
  vi.spyOn(discounts, 'get').mockImplementation((id) => {
    if (id === '') return undefined;
    throw new Error('Something is broken in the store.');
  });
  await shop.run('remove_code');
  const { rows } = await db.owner.query(
    `select payload ->> 'code' as code, effect.state, attempts, removed_at is not null as is_removed
       from effect join offer_code on code = payload ->> 'code'
      where kind = 'remove_code' and code = any($1) order by array_position($1, code)`,
    [codes],
  );
  expect(rows).toEqual([
    { code: gone, state: 'ready', attempts: 0, is_removed: true },
    { code: left, state: 'ready', attempts: 1, is_removed: false },
  ]);
});
