import { expect, test } from 'vitest';
import { blankOffer } from '#app/offers/offer-content.ts';
import { openOfferEnvironment } from '#tests/offers/offer-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const shop = await openOfferEnvironment(db, {
  ...blankOffer(),
  benefit: { kind: 'sample', text: 'A free sample', path: '/pages/samples' },
  coolDownDays: 30,
  daysAfterOrder: 0,
  codesPerMonth: 2,
});

test('an offer that takes nothing off is mailed without a code, and Shopify gets nothing of it', async () => {
  await shop.reachCheckout('ada');
  expect(await shop.codes()).toMatchObject([{ state: 'created', shopify_id: null }]);
  await shop.sendMails();
  const [mail] = await shop.mailbox.list();
  expect(mail?.subject).toBe('A free sample at Fern & Fell');
  const text = (await shop.mailbox.get(mail?.id ?? 0))?.text ?? '';
  expect(text).toContain('A free sample');
  expect(text).not.toContain('once');
  expect(await shop.run('issue_code')).toBeNull();
  expect(shop.store.shop.discounts.size).toBe(0);
});

test('who got an offer gets no other while they wait', async () => {
  await shop.reachCheckout('ada');
  expect((await shop.decided()).at(-1)).toEqual({ outcome: 'not_offered', reason: 'cool_down' });
});

test('the last offer of a month is made and none after it', async () => {
  await shop.reachCheckout('bea');
  await shop.reachCheckout('cyd');
  expect((await shop.decided()).map(({ reason }) => reason)).toEqual([
    'may_offer',
    'cool_down',
    'may_offer',
    'budget_spent',
  ]);
  expect(await shop.month()).toMatchObject([{ issued: 2 }]);
});

test('what decided is kept with the decision, so that it can be given again', async () => {
  const { rows } = await db.owner.query<{ facts: Record<string, unknown> }>(
    `select facts from decision where shop_id = $1 and reason = 'budget_spent'`,
    [shop.shopId],
  );
  expect(rows).toMatchObject([
    { facts: { offer: 'ten-off@1', trade_buyer: false, codes_this_month: 2, benefit: 'sample' } },
  ]);
});
