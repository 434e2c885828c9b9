import { readFile } from 'node:fs/promises';
import { expectPhone } from './accessible.ts';
import { openAdmin, saveBarOf } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

test('what customers ask for is listed with its days, downloaded and certified', async ({
  page,
  stack,
}) => {
  const { shop } = stack.store;
  const admin = await openAdmin(page, stack.store, '/app/settings/privacy');
  await expect(admin.getByText('No privacy requests yet')).toBeVisible();
  const [asking, leaving] = ['jo', 'ida'].map((name) =>
    shop.createCustomer({ email: `${name}@privacy.example`, firstName: name }),
  );
  await stack.settled();
  shop.requestCustomerData(asking?.id ?? '');
  shop.redactCustomer(leaving?.id ?? '');

  const request = admin.getByRole('row').filter({ hasText: 'Data request' });
  await expect(request).toContainText('jo@privacy.example');
  await expect(request).toContainText('Ready to download');
  await expect(request).toContainText(/Due \d+ \w+ 20\d\d/);
  const downloading = page.waitForEvent('download');
  await request.getByRole('button', { name: 'Download as JSON' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe('customer-data.json');
  expect(await readFile(await file.path(), 'utf8')).toContain('jo@privacy.example');
  await expect(request).toContainText('Downloaded');
  await expect(request).toContainText(/Done \d+ \w+ 20\d\d/);

  const erasure = admin.getByRole('row').filter({ hasText: 'Customer erasure' });
  await expect(erasure).toContainText('Erased');
  await expect(erasure).toContainText(/Code [0-9a-f]+/);
  await expect(erasure).toContainText(/[1-9]\d* rows erased in \d+ s, 0 left/);
  await expect(erasure).not.toContainText('ida');
  await admin.getByLabel('Search privacy requests').fill('ida@privacy');
  await expect(admin.getByText('No requests match “ida@privacy”.')).toBeVisible();
  await admin.getByLabel('Search privacy requests').fill('');
  await expect(erasure).toBeVisible();
  await expectPhone(page, admin);
});

test('a shorter retention is warned of, and the audit log shows it before and after', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store, '/app/settings/retention');
  const saveBar = saveBarOf(page);
  await admin.getByLabel('Decisions').fill('89');
  await saveBar.getByRole('button', { name: 'Save' }).click();
  await expect(
    admin.getByText('Enter a whole number of days from 90 to 3,650.').first(),
  ).toBeVisible();
  await admin.getByLabel('Decisions').fill('300');
  await expect(admin.getByText('Shorter periods delete data')).toBeVisible();
  await saveBar.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Retention saved')).toBeVisible();
  await expect(saveBar).toBeHidden();
  await expectPhone(page, admin);

  await openAdmin(page, stack.store, '/app/settings/audit');
  await admin.getByLabel('Action').selectOption('Retention');
  const entry = admin.getByRole('row').filter({ hasText: 'Retention: ' });
  await expect(entry).toContainText('Robin Fell 1');
  await admin.getByRole('button', { name: /^Show change: Retention/ }).click();
  const change = admin.getByRole('dialog');
  await expect(change).toContainText('400');
  await expect(change).toContainText('300');
  await expectPhone(page, admin);
});
