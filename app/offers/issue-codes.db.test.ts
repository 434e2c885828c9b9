import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { openOfferEnvironment } from '#tests/offers/offer-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const shop = await openOfferEnvironment(db);

function codesInStore(): string[] {
  return [...shop.store.shop.discountCodes.values()].map(({ code }) => code);
}

async function effectsOf(kind: string): Promise<{ state: string; reason: string | null }[]> {
  const { rows } = await db.owner.query<{ state: string; reason: string | null }>(
    'select state, reason from effect where shop_id = $1 and kind = $2 order by created_at, key',
    [shop.shopId, kind],
  );
  return rows;
}

async function statesOfCodes(): Promise<string[]> {
  return (await shop.codes()).map(({ state }) => state).sort();
}

test('an offer reserves a code, which Shopify adds in its own time; the mail waits for it', async () => {
  await shop.reachCheckout('ada');
  expect(await shop.decided()).toEqual([{ outcome: 'offered', reason: 'may_offer' }]);
  const [reserved] = await shop.codes();
  expect(reserved).toMatchObject({ state: 'reserved', version: 1, shopify_id: null });
  await shop.sendMails();
  expect(await shop.mailbox.list()).toEqual([]);
  expect(await effectsOf('email')).toEqual([{ state: 'ready', reason: 'code_pending' }]);

  // Shopify has begun to add it, and is asked again.
  expect(await shop.run('issue_code')).toBeGreaterThan(0);
  expect(await shop.codes()).toMatchObject([{ state: 'reserved' }]);
  await shop.issueAll();
  expect(await shop.codes()).toMatchObject([{ code: reserved?.code, state: 'created' }]);
  expect(codesInStore()).toContain(reserved?.code);

  await shop.sendMails();
  expect(await effectsOf('email')).toMatchObject([{ state: 'done' }]);
  const [mail, ...others] = await shop.mailbox.list();
  expect(others).toEqual([]);
  expect(mail?.subject).toBe('10% off at Fern & Fell');
  expect((await shop.mailbox.get(mail?.id ?? 0))?.text).toContain(reserved?.code);
  expect(await shop.codes()).toMatchObject([{ state: 'sent' }]);
});

test('a banner waits for the code as well, says it and leads to the store with it', async () => {
  await shop.reachCheckout('zoe');
  await shop.run('banner');
  expect(await effectsOf('banner')).toEqual([
    { state: 'done', reason: null },
    { state: 'ready', reason: 'code_pending' },
  ]);
  await shop.issueAll();
  await shop.run('banner');
  const { rows } = await db.owner.query<{ content: Record<string, string> }>(
    'select content from banner where shop_id = $1 order by created_at',
    [shop.shopId],
  );
  const code = (await shop.codes()).find(({ state }) => state === 'created')?.code;
  expect(rows.at(-1)?.content).toMatchObject({
    heading: '10% off for you',
    text: `Use ${code ?? ''}.`,
    discountCode: code,
  });
});

test('the codes of one version belong to one discount', async () => {
  await shop.reachCheckout('bea');
  await shop.reachCheckout('cyd');
  await shop.issueAll();
  expect(shop.store.shop.discounts.size).toBe(1);
  expect(await statesOfCodes()).toEqual(['created', 'created', 'created', 'sent']);
});

test('a worker that was killed after Shopify had added the codes finds them there', async () => {
  await shop.reachCheckout('dan');
  await shop.issueAll();
  const before = codesInStore();
  // As it is when nothing of it was noted, not even the discount.
  await db.owner.query('delete from offer_discount where shop_id = $1', [shop.shopId]);
  await db.owner.query(
    `update offer_code set state = 'reserved', shopify_id = null where shop_id = $1 and state = 'created'`,
    [shop.shopId],
  );
  await db.owner.query(
    `update effect set state = 'ready', settled_at = null where shop_id = $1 and kind = 'issue_code'`,
    [shop.shopId],
  );
  await shop.issueAll();
  expect(codesInStore()).toEqual(before);
  expect(shop.store.shop.discounts.size).toBe(1);
  expect(await statesOfCodes()).toEqual(['created', 'created', 'created', 'created', 'sent']);
  const codes = await shop.codes();
  expect(codes.filter(({ shopify_id }) => shopify_id === null)).toEqual([]);
});

test('a code whose time is over is deleted in Shopify', async () => {
  shop.clock.set(shop.clock.now() + 8 * DAY);
  await shop.removeAll();
  expect((await shop.codes()).map(({ state }) => state)).toEqual(
    Array.from({ length: 5 }, () => 'expired'),
  );
  // The one that the discount was created with is in no message.
  expect(codesInStore()).toHaveLength(1);
});

test('a trade buyer gets no code and goes on without', async () => {
  await shop.reachCheckout('eve', ['wholesale']);
  expect((await shop.decided()).at(-1)).toEqual({ outcome: 'not_offered', reason: 'trade_buyer' });
  expect(await shop.codes()).toHaveLength(5);
});
