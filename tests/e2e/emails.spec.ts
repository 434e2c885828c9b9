import { expectAccessible, expectPhone } from './accessible.ts';
import { goTo, openAdmin } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

test('an email of the gallery is found, read on a desk, on a phone and as plain text, and taken out of use', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store);
  await goTo(page, 'Emails');
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Emails');
  await expectAccessible(page, 'iframe[title="Tendril"]');
  await admin.getByLabel('Search emails').fill('guide');
  await admin
    .getByRole('link', { name: /^Guide/ })
    .first()
    .click();
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText(/^Guide/);

  const desk = admin.frameLocator('iframe[title="Preview, desktop"]');
  await expect(desk.getByRole('link', { name: 'Unsubscribe' })).toBeVisible();
  await admin.getByRole('button', { name: 'Phone' }).click();
  await expect(admin.getByTitle('Preview, phone')).toBeVisible();
  await expectPhone(page, admin);
  await admin.getByRole('button', { name: 'Plain text' }).click();
  await expect(admin.getByText('Unsubscribe or choose what you get:')).toBeVisible();
  await expectAccessible(page, 'iframe[title="Tendril"]');

  await admin.getByRole('button', { name: 'Archive' }).click();
  await expect(admin.getByText('Archived', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(admin.getByText('Published', { exact: true })).toBeVisible();
});

test('an email that a journey sends stays in use, and says which', async ({ page, stack }) => {
  const admin = await openAdmin(page, stack.store, '/app/emails/basket-reminder-1');
  await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  await admin.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText(/^Not archived\. Used by /)).toBeVisible();
});
