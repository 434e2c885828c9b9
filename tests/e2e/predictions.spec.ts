import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { readCdnow } from '#tests/fixtures/clv/read-cdnow.ts';
import { addCdnowBuyers, buyerId } from '#tests/setup/cdnow-buyers.ts';
import { expectAccessible } from './accessible.ts';
import { goTo, openAdmin } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

const CUSTOMERS = readCdnow().slice(0, 600);

test('what customers will buy is learned when staff ask for it, and shown for each of them', async ({
  page,
  stack,
}) => {
  const email = `${randomUUID()}@shopper.example`;
  stack.store.shop.createCustomer({ email, firstName: 'Ann', lastName: 'Again' });
  await stack.settled();
  const owner = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
  const { rows } = await owner.query<{ id: string }>('select id from shop');
  const shopId = rows[0]?.id ?? '';
  try {
    await addCdnowBuyers(owner, shopId, CUSTOMERS, Date.parse('2026-11-20T12:00:00Z'));

    const admin = await openAdmin(page, stack.store);
    await goTo(page, 'Predictions');
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Predictions');
    await admin.getByRole('button', { name: 'Train again' }).click();
    await expect(admin.getByText(/^Expected of 6\d\d customers with an order$/)).toBeVisible();
    await expect(admin.getByText('Fitted without the last', { exact: false })).toBeVisible();
    await admin.getByRole('button', { name: 'Show as a table' }).click();
    await expect(admin.getByRole('row', { name: /^7\+/ })).toBeVisible();
    await expect(admin.getByText('In use', { exact: true })).toBeVisible();
    await expectAccessible(page, 'iframe[title="Tendril"]');

    const loyal = CUSTOMERS.findIndex(({ repeats }) => repeats > 5);
    await openAdmin(page, stack.store, `/app/people/${buyerId(shopId, loyal)}`);
    await admin.getByRole('button', { name: /^Forecast .* likely to order again/ }).click();
    await expect(admin.getByText(/expected; 8 in 10 such people place/)).toBeVisible();
  } finally {
    // The page asks for its person again and again.
    await page.goto('about:blank');
    await owner.query(`delete from purchase where order_id like 'cdnow%'`);
    await owner.query('delete from profile where id = any($1)', [
      CUSTOMERS.map((_, n) => buyerId(shopId, n)),
    ]);
    await owner.end();
  }
});
