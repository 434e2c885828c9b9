import type { FrameLocator, Page } from '@playwright/test';
import { goTo, openAdmin, saveBarOf } from './admin.ts';
import { fillCart, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

test.beforeEach(({ stack }) => stack.untilMorning());

/** How many the builder says are in it, once it counted the conditions as they are. */
async function counted(admin: FrameLocator): Promise<number> {
  await expect(admin.getByText('Exact', { exact: true })).toBeVisible();
  return parseInt(await admin.getByText(/^[\d,]+ (person|people)$/).innerText(), 10);
}

test('a segment is built while the count follows, a person enters it by what they do and leaves by time', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  const checkOut = async (email: string) => {
    const shopper = await newVisitor();
    await fillCart(shopper, store, 5);
    await startCheckout(shopper, { email, agrees: true });
    await stack.settled();
  };
  await checkOut('first@enters.example');

  const admin = await openAdmin(page, store);
  await goTo(page, 'Segments');
  await admin.getByRole('link', { name: 'Create segment' }).click();
  await admin.getByLabel('Field', { exact: true }).selectOption({ label: 'Checkouts' });
  await admin.getByLabel('Days', { exact: true }).fill('2');
  await expect(admin.getByText('At least 1 checkout in the last 2 days')).toBeVisible();
  const before = await counted(admin);
  expect(before).toBeGreaterThan(0);
  await admin.getByLabel('Times').fill('100');
  await expect(admin.getByText('0 people', { exact: true })).toBeVisible();
  await admin.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => counted(admin)).toBe(before);

  await admin.getByRole('button', { name: 'Add condition' }).click();
  await admin.getByLabel('Field', { exact: true }).last().selectOption({ label: 'Email domain' });
  const domain = admin.getByRole('combobox', { name: 'Email domain: values' });
  await domain.fill('enters.example');
  await domain.press('Tab');
  await expect(admin.getByText('1 person', { exact: true })).toBeVisible();
  await expect(admin.getByRole('link', { name: 'Ada' })).toBeVisible();

  // A mistake is shown beside its condition, and nothing is saved.
  await admin.getByLabel('Days', { exact: true }).fill('-2');
  await expect(admin.getByText('Give more than 0 days.')).toBeVisible();
  await admin.getByRole('button', { name: 'Undo' }).click();
  await expect(admin.getByText('1 person', { exact: true })).toBeVisible();
  await admin.getByLabel('Name', { exact: true }).fill('Decision / started / anything');
  await admin.getByLabel('Stage', { exact: true }).selectOption('Decision');
  const saveBar = saveBarOf(page);
  await saveBar.getByRole('button', { name: 'Save' }).click();
  await expect(
    admin.getByRole('heading', { level: 1, name: 'Decision / started / anything' }),
  ).toBeVisible();
  await expect(admin.getByText(/^It has no purpose/)).toBeVisible();
  const members = admin.getByRole('row').filter({ hasText: '@enters.example' });
  await expect(members).toHaveCount(1);
  await checkOut('second@enters.example');
  await expect(members).toHaveCount(2);
  await stack.passTime(49);
  await expect(members).toHaveCount(0);

  await goTo(page, 'Segments');
  await admin.getByRole('tab', { name: /^Decision/ }).click();
  await expect(admin.getByRole('heading', { name: 'Decision compared' })).toBeVisible();
});

test('a segment is changed, its versions differ in plain words, and it is archived with a way back', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store, '/app/segments/new');
  await admin.getByLabel('Start from a template').selectOption('Retention / best customers');
  await admin.getByRole('button', { name: 'Use template' }).click();
  const saveBar = saveBarOf(page);
  await saveBar.getByRole('button', { name: 'Save' }).click();
  const heading = admin.getByRole('heading', { level: 1, name: 'Retention / best customers' });
  await expect(heading).toBeVisible();
  await admin.getByRole('link', { name: 'Edit' }).click();
  await admin.getByLabel('Value').fill('750');
  await saveBar.getByRole('button', { name: 'Save' }).click();
  await admin.getByRole('tab', { name: 'History' }).click();
  await expect(admin.getByText('Added: amount spent at least £750.00')).toBeVisible();
  await admin.getByRole('button', { name: 'Use version 1 again' }).click();
  await expect(admin.getByText('“Version 1 again.”')).toBeVisible();

  await admin.getByRole('button', { name: 'Archive' }).click();
  await expect(admin.getByText('Its history stays')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(admin.getByText('Its history stays')).toBeHidden();
  await goTo(page, 'Segments');
  await admin.getByLabel('Search segments').fill('best cust');
  await expect(admin.getByRole('row')).toHaveCount(2);
});

test('an edit of a segment that a colleague saved first is refused, and starts again from theirs', async ({
  page,
  newVisitor,
  stack,
}) => {
  const open = async (window: Page) => {
    const admin = await openAdmin(window, stack.store, '/app/segments/lapsed/edit');
    const saveBar = saveBarOf(window);
    const save = () => saveBar.getByRole('button', { name: 'Save' }).click();
    return { admin, saveBar, save, purpose: admin.getByLabel('Purpose') };
  };
  const later = await open(page);
  const first = await open(await newVisitor());
  await later.purpose.fill('Win them back');
  await first.purpose.fill('Ask them why');
  await first.save();
  await expect(first.admin.getByRole('link', { name: 'Edit' })).toBeVisible();

  await later.save();
  const refusal = later.admin.getByText('Another staff member saved this segment meanwhile');
  await expect(refusal).toBeVisible();
  await expect(later.purpose).toHaveValue('Win them back');
  await later.saveBar.getByRole('button', { name: 'Discard' }).click();
  await expect(later.purpose).toHaveValue('Ask them why');
  await expect(later.saveBar).toBeHidden();
  await expect(refusal).toBeHidden();
  await later.purpose.fill('Ask them, then win them back');
  await later.save();
  await expect(later.admin.getByRole('link', { name: 'Edit' })).toBeVisible();
});
