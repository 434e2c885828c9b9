import type { FrameLocator } from '@playwright/test';
import { expectPhone } from './accessible.ts';
import { openAdmin, openAdminAs } from './admin.ts';
import { fillCart } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

test('an owner gives a colleague a role, can take it back, and the shop keeps an owner', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  await openAdmin(page, store);
  const colleague = await newVisitor();
  await openAdminAs(colleague, store, '2');

  const admin = await openAdmin(page, store, '/app/settings/staff');
  await admin.getByLabel('Search staff').fill('fell 2');
  await expect(admin.getByRole('row')).toHaveCount(2);
  await expect(admin.getByText('robin.2@fern.example')).toBeVisible();
  const role = admin.getByLabel('Role of Robin Fell 2');
  await expect(role).toHaveValue('viewer');
  await role.selectOption('Sales');
  await expect(page.getByText('Role changed to sales')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(role).toHaveValue('viewer');
  await role.selectOption('Reviewer');
  await expect(role).toHaveValue('reviewer');
  await admin.getByLabel('Search staff').fill('');
  await admin.getByLabel('Role of Robin Fell 1').selectOption('Viewer');
  await expect(page.getByText('Make someone else the owner first')).toBeVisible();
  await expect(admin.getByLabel('Role of Robin Fell 1')).toHaveValue('owner');
  await expectPhone(page, admin);

  const theirs = await openAdmin(colleague, store, '/app/settings/staff');
  await expect(theirs.getByText('Reviewer. Decides on wholesale applications')).toBeVisible();
});

test('staff who may not split people read what a person is known by', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  const shopper = await newVisitor();
  await fillCart(shopper, store, 9);
  await stack.settled();
  await openAdmin(page, store);
  const reviewer = await newVisitor();
  await openAdminAs(reviewer, store, '4');
  const admin = await openAdmin(page, store, '/app/settings/staff');
  await admin.getByLabel('Role of Robin Fell 4').selectOption('Reviewer');
  await expect(page.getByText('Role changed to reviewer')).toBeVisible();

  const theirs = await openAdmin(reviewer, store, '/app/people');
  await theirs.getByRole('link', { name: 'Visitor' }).first().click();
  const identities = theirs.getByRole('button', { name: /^Identities / });
  await expect(identities).toBeEnabled();
  await identities.click();
  await expect(identities).toHaveAttribute('aria-expanded', 'true');
});

test.describe(() => {
  test.use({ asksTooMuch: true });

  test('who is no owner sees what the role allows, and reads why the rest is refused', async ({
    page,
    stack,
  }) => {
    const { store } = stack;
    const admin = await openAdminAs(page, store, '3', '/app/settings/staff');
    await expect(admin.getByText('Viewer. Sees figures, segments and journeys.')).toBeVisible();
    await expect(admin.getByText('You may not give roles')).toBeVisible();
    await expect(admin.getByLabel('Role of new staff members')).toBeDisabled();
    await expect(admin.getByLabel(/^Role of Robin Fell/)).toHaveCount(0);

    await openAdmin(page, store, '/app/settings/retention');
    await expect(admin.getByText('You may not change how long data is kept')).toBeVisible();
    await expect(admin.getByLabel('Audit log')).toBeDisabled();

    await openAdmin(page, store, '/app/settings/keys');
    await expect(admin.getByText('You may not make and end API keys')).toBeVisible();
    await expect(admin.getByLabel('Search keys')).toBeEnabled();

    await openAdmin(page, store, '/app/scoring');
    await expect(admin.getByText('You may not change scores and predictions')).toBeVisible();
    await expect(admin.getByLabel('Note for the history (optional)')).toBeDisabled();
    await expect(admin.getByLabel('Search versions')).toBeEnabled();
    // It names people, so it is not asked for: the refusal would replace the page a moment later.
    await expect(admin.getByRole('heading', { name: 'Preview' })).toHaveCount(0);

    for (const [path, refusal] of [
      ['/app/settings/privacy', 'You may not see privacy requests'],
      ['/app/settings/audit', 'You may not read the audit log'],
      ['/app/problems?tab=runs', 'You may not see problems'],
    ] as const) {
      await page.goto(`${store.url}/admin/apps/tendril${path}`);
      await expectRefusal(admin, refusal);
    }
    await expectPhone(page, admin);
    await admin.getByRole('link', { name: 'Show staff and roles' }).click();
    await expect(admin.getByRole('heading', { level: 1, name: 'Staff and roles' })).toBeVisible();
  });
});

async function expectRefusal(admin: FrameLocator, refusal: string): Promise<void> {
  await expect(admin.getByText(refusal)).toBeVisible();
  await expect(admin.getByText(/^Ask an owner for access: .*Robin Fell 1/)).toBeVisible();
}
