import { expectAccessible, expectPhone } from './accessible.ts';
import { goTo, openAdmin } from './admin.ts';
import { fillCart, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

test.beforeEach(({ stack }) => stack.untilMorning());

test('why an email was not sent is found by person, said in words, checked again and downloaded', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  await fillCart(page, store, 2);
  await startCheckout(page, { email: 'why@shopper.example', agrees: false });
  await stack.passTime(1);

  const admin = await openAdmin(page, store);
  await goTo(page, 'Decisions');
  await admin.getByLabel('Search decisions by person').fill('why@shopper.example');
  const row = admin.getByRole('row').filter({ hasText: 'Has not subscribed to marketing email' });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Not sent');
  await expect(row).toContainText('Rule for sending email, version');

  await row.getByRole('button', { name: /^Check again/ }).click();
  await expect(row.getByText('the same facts give the same decision')).toBeVisible();
  await expectAccessible(page, 'iframe[title="Tendril"]');

  const file = page.waitForEvent('download');
  await admin.getByRole('button', { name: 'Download CSV' }).click();
  expect((await file).suggestedFilename()).toMatch(/^decisions-.*\.csv$/);

  await admin.getByLabel('Decision', { exact: true }).selectOption({ label: 'Sent' });
  await expect(admin.getByText('No decisions match “why@shopper.example”.')).toBeVisible();
  await admin.getByRole('button', { name: 'Clear filters' }).click();
  await expectPhone(page, admin);
});
