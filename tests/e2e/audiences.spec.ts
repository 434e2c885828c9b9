import { readFile } from 'node:fs/promises';
import { openAdmin } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

test.use({ environment: 'audiences' });

test('a segment becomes a tag, a segment in Shopify and a file for ads, and comes back as one of Shopify’s', async ({
  page,
  stack,
}) => {
  const { shop } = stack.store;
  const people = ['ann', 'bob', 'cleo'].map((name) =>
    shop.createCustomer({ email: `${name}@fern.example`, firstName: name }),
  );
  for (const { id } of people.slice(0, 2)) shop.setConsent(id, 'email', 'subscribed');
  await stack.settled();

  const admin = await openAdmin(page, stack.store, '/app/segments/subscriber');
  await admin.getByRole('link', { name: 'Manage destinations' }).click();
  await expect(admin.getByText('2 members are customers in Shopify.')).toBeVisible();
  await admin.getByLabel('Tag', { exact: true }).fill('a,b');
  await admin.getByRole('button', { name: 'Sync', exact: true }).click();
  await expect(admin.getByText('A comma would make it two tags.')).toBeVisible();
  await admin.getByLabel('Tag', { exact: true }).fill('Newsletter');
  await admin.getByRole('button', { name: 'Sync', exact: true }).click();
  await expect(
    admin.getByText('2 customers have the tag “Newsletter” from Tendril.'),
  ).toBeVisible();
  expect(people.map(({ tags }) => tags)).toEqual([['Newsletter'], ['Newsletter'], []]);

  await admin.getByRole('button', { name: 'Create from tag' }).click();
  await expect(admin.getByText('In Shopify it is “Subscriber (Tendril)”')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await admin.getByRole('button', { name: 'Download' }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  expect(file.trimEnd().split('\n')).toHaveLength(3);
  expect(file).toMatch(/^email,phone\n([0-9a-f]{64},\n){2}$/);

  await openAdmin(page, stack.store, '/app/segments');
  await admin.getByRole('link', { name: 'Shopify segments' }).click();
  await admin.getByLabel('Subscriber (Tendril)').check();
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText('2 customers, read')).toBeVisible();
});
