import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { blankOffer } from '#app/offers/offer-content.ts';
import { openOfferEnvironment } from '#tests/offers/offer-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const shop = await openOfferEnvironment(db, {
  ...blankOffer(),
  coolDownDays: 0,
  daysAfterOrder: 0,
  mostDiscountedPercent: null,
});

test('who used a code of an offer that each customer may use once gets no other of it', async () => {
  const checkout = await shop.reachCheckout('ada');
  await shop.issueAll();
  const code = (await shop.codes()).at(-1)?.code ?? '';
  await shop.order(checkout, [code]);
  shop.clock.set(shop.clock.now() + DAY);
  await shop.reachCheckout('ada');
  expect((await shop.decided()).at(-1)).toEqual({ outcome: 'not_offered', reason: 'already_used' });
  expect([...shop.store.shop.discounts.values()]).toMatchObject([{ oncePerCustomer: true }]);
});

test('others get theirs', async () => {
  await shop.reachCheckout('bea');
  expect((await shop.decided()).at(-1)).toMatchObject({ outcome: 'offered' });
});

test('who used the code of another person gets no other of the offer: Shopify would not take it', async () => {
  await shop.reachCheckout('cyd');
  await shop.issueAll();
  const code = (await shop.codes()).at(-1)?.code ?? '';
  const checkout = await shop.reachCheckout('dan');
  await shop.order(checkout, [code]);
  shop.clock.set(shop.clock.now() + DAY);
  await shop.reachCheckout('dan');
  expect((await shop.decided()).at(-1)).toEqual({ outcome: 'not_offered', reason: 'already_used' });
  // Who got it may still be offered another.
  await shop.reachCheckout('cyd');
  expect((await shop.decided()).at(-1)).toMatchObject({ outcome: 'offered' });
});
