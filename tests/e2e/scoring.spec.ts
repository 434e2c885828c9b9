import type { Page } from '@playwright/test';
import { goTo, openAdmin, saveBarOf } from './admin.ts';
import { fillCart, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

test.use({ environment: 'scoring' });
test.beforeEach(({ stack }) => stack.untilMorning());

test('the score model is tried on real people, saved and brought back, and explains every moment', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  const shopper = await newVisitor();
  await fillCart(shopper, store, 3);
  // Shopify sends whole seconds: a checkout of the same second would seem to come before the visit.
  await stack.passTime(1);
  await startCheckout(shopper, { email: 'mover@shopper.example', agrees: false });
  await stack.settled();
  await stack.passTime(24 * 12);

  const admin = await openAdmin(page, store, '/app/scoring');
  const checkouts = admin.getByRole('group', { name: 'Checkouts' });
  await expect(admin.getByText('No grade changes.')).toBeVisible();
  await checkouts.getByLabel('Half-life').fill('-5');
  await expect(admin.getByText('Enter days from 0.1 to 3650.')).toBeVisible();
  await expect(admin.getByText('Fix the highlighted fields')).toBeVisible();
  await checkouts.getByLabel('Half-life').fill('60');
  await expect(admin.getByText('1 up, 0 down.')).toBeVisible();
  await admin.getByRole('button', { name: /^Why/ }).click();
  await expect(admin.getByText('1 checkout, latest 12 days ago: +17.4')).toBeVisible();

  await admin.getByLabel('Note for the history').fill('Checkouts stay warm');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(admin.getByText('Version 2, edited, You')).toBeVisible();
  await expect(admin.getByText('Checkouts stay warm')).toBeVisible();
  await expect(admin.getByText('Checkouts: half-life 5 days → half-life 60 days')).toBeVisible();
  await stack.passTime(24);

  await admin.getByRole('button', { name: 'Use version 1 again' }).click();
  await expect(admin.getByText('Version 3, an earlier version restored, You')).toBeVisible();
  await expect(checkouts.getByLabel('Half-life')).toHaveValue('5');
  await stack.settled();

  await goTo(page, 'People');
  await admin.getByLabel('Search people').fill('mover@shopper');
  await admin.getByRole('link', { name: 'Ada' }).click();
  await admin.getByRole('button', { name: /^Score over time / }).click();
  await admin.getByRole('button', { name: 'Draw it over time' }).click();
  await admin.getByRole('button', { name: 'Show as a table' }).click();
  await expect(admin.getByRole('columnheader', { name: 'Intent' })).toBeVisible();
  const slider = admin.getByRole('slider', { name: 'Score over time' });
  await slider.focus();
  const model = admin.getByText('of the score model');
  await slider.press('ArrowLeft');
  await expect(model).toContainText('By version 2 of the score model, which was in use then.');
  // A step of the slider is a part of its range, so the moment may lie on either side of a whole day.
  await expect(
    admin.getByText(/^1 checkout, latest 1[123] days ago: .*half-life 60 days/),
  ).toBeVisible();
  await slider.press('Home');
  await expect(model).toContainText('By version 1 of the score model, which was in use then.');
  await expect(admin.getByText(/^1 checkout, /)).toBeHidden();
  await admin.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(model).toContainText('By version 3 of the score model.');
});

test('a form without changes shows what a colleague saved; a changed one keeps its values and is refused', async ({
  page,
  newVisitor,
  stack,
}) => {
  const open = async (window: Page) => {
    const admin = await openAdmin(window, stack.store, '/app/scoring');
    const saveBar = saveBarOf(window);
    const halfLife = admin.getByRole('group', { name: 'Checkouts' }).getByLabel('Half-life');
    return { window, admin, saveBar, halfLife };
  };
  const unchanged = await open(page);
  const changed = await open(await newVisitor());
  const colleague = await open(await newVisitor());
  await changed.halfLife.fill('40');
  await colleague.halfLife.fill('60');
  await colleague.saveBar.getByRole('button', { name: 'Save' }).click();
  await expect(colleague.window.getByText('Score model saved')).toBeVisible();

  await expect(unchanged.halfLife).toHaveValue('60');
  await expect(unchanged.saveBar).toBeHidden();
  await expect(
    changed.admin.getByText('Another staff member saved the model meanwhile'),
  ).toBeVisible();
  await changed.saveBar.getByRole('button', { name: 'Save' }).click();
  await expect(changed.window.getByText('Another staff member saved meanwhile')).toBeVisible();
  await expect(changed.halfLife).toHaveValue('40');
  await changed.admin.getByRole('button', { name: 'Show their model' }).click();
  await expect(changed.halfLife).toHaveValue('60');
  await expect(changed.saveBar).toBeHidden();
});
