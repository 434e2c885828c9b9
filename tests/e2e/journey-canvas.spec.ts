import type { FrameLocator } from '@playwright/test';
import { expectAccessible, expectPhone } from './accessible.ts';
import { goTo, openAdmin, openAdminAs, saveBarOf } from './admin.ts';
import { createJourney, drawnStep, expectSaved, publishDraft } from './journey-editor.ts';
import { expect, test } from './stack-fixture.ts';

test.use({ environment: 'journeys' });

test('a journey is drawn from empty by mouse, checked, published, changed and compared', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store);
  await createJourney(page, admin, 'Thanks by mouse');
  const choose = (kind: string) => admin.getByRole('menuitem', { name: kind, exact: true }).click();

  await admin.getByRole('button', { name: 'Add step after Start' }).click();
  await choose('Send email');
  await expect(admin.getByText('Choose the email.').first()).toBeVisible();
  await admin.getByLabel('Email', { exact: true }).selectOption({ index: 1 });
  await admin.getByRole('radio', { name: 'About the order' }).check({ force: true });
  await admin.getByRole('button', { name: /^Add step after Send/ }).click();
  await choose('End');
  await expect(drawnStep(admin, /^End/)).toBeVisible();
  // The line from the start gets a wait in its middle.
  await admin.getByRole('button', { name: 'Add step here' }).first().click();
  await choose('Wait');
  await admin.getByLabel('Wait for', { exact: true }).fill('2');
  await expect(drawnStep(admin, /^Wait 2 days/)).toBeVisible();

  // A step is dragged, a line drawn to another step, and both undone.
  const end = drawnStep(admin, /^End/);
  const [before, wait] = [await end.boundingBox(), drawnStep(admin, /^Wait/)];
  if (!before) throw new Error('The end is not drawn.');
  await page.mouse.move(before.x + 40, before.y + 20);
  await page.mouse.down();
  await page.mouse.move(before.x + 140, before.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect(admin.getByRole('button', { name: 'Tidy up' })).toBeVisible();
  await admin.getByRole('button', { name: 'Undo' }).click();
  await expect(admin.getByRole('button', { name: 'Tidy up' })).toBeHidden();
  await wait
    .locator('.react-flow__handle.source')
    .dragTo(end.locator('.react-flow__handle.target'));
  await expect(
    admin.getByText('No path leads to it. Connect it or remove it.').first(),
  ).toBeVisible();
  await admin.getByRole('button', { name: 'Undo' }).click();
  await expect(admin.getByText('No path leads to it')).toHaveCount(0);

  await expectSaved(admin);
  await expectAccessible(page, 'iframe[title="Tendril"]');
  await publishDraft(page, admin, 1);

  await wait.click();
  await admin.getByLabel('Wait for', { exact: true }).fill('3');
  await expectSaved(admin);
  await publishDraft(page, admin, 2);
  await goTo(page, 'Journeys');
  await admin.getByRole('link', { name: 'Thanks by mouse' }).click();
  await admin.getByRole('tab', { name: 'Versions' }).click();
  const drawing = admin.getByRole('group', { name: 'Drawing of the difference' });
  await expect(drawing.getByRole('group', { name: /^Changed\. Wait 3 days/ })).toBeVisible();
  await expectPhone(page, admin);
  await admin.getByRole('button', { name: 'Restore version 1 as draft' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Draft as before')).toBeVisible();
});

test('a journey is drawn from empty by keyboard alone, and published', async ({ page, stack }) => {
  const admin = await openAdmin(page, stack.store);
  await createJourney(page, admin, 'Thanks by keyboard');
  const press = (key: string) => page.keyboard.press(key);
  /** Adds the step that so many presses of the arrow go to. */
  const add = async (kind: string) => {
    await press('a');
    const item = admin.getByRole('menuitem', { name: kind, exact: true });
    await expect(admin.getByRole('menuitem').first()).toBeFocused();
    while (!(await item.evaluate((button) => button === document.activeElement)))
      await press('ArrowDown');
    await press('Enter');
  };
  await drawnStep(admin, /^Start/).focus();
  await add('Wait');
  await expect(drawnStep(admin, /^Wait 1 day/)).toBeFocused();
  await expect(admin.getByRole('status').filter({ hasText: 'Added: Wait' })).toHaveCount(1);
  await add('Send email');
  await expect(drawnStep(admin, /^Send/)).toBeFocused();
  await add('End');
  await expect(drawnStep(admin, /^End/)).toBeFocused();
  await press('ArrowUp');
  await press('Enter');
  const email = admin.getByLabel('Email', { exact: true });
  await expect(email).toBeFocused();
  await email.selectOption({ index: 1 });
  await press('Escape');
  await expect(drawnStep(admin, /^Send/)).toBeFocused();

  // Copied, pasted, taken back and done again.
  await press('Control+c');
  await press('Control+v');
  await expect(drawnStep(admin, /^Send/)).toHaveCount(2);
  await press('Control+z');
  await expect(drawnStep(admin, /^Send/)).toHaveCount(1);
  await press('Control+Shift+z');
  await expect(drawnStep(admin, /^Send/)).toHaveCount(2);
  await press('Control+z');
  await drawnStep(admin, /^Wait/).focus();
  await press('Delete');
  await expect(drawnStep(admin, /^Wait/)).toHaveCount(0);
  await expectSaved(admin);
  await publishDraft(page, admin, 1);
});

test('two members of staff draw one journey: the second sees what the first saved, and nothing is lost', async ({
  page,
  newVisitor,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store);
  await createJourney(page, admin, 'Drawn by two');
  await expectSaved(admin);
  const address = '/app/journeys/drawn-by-two/edit';
  const other = await newVisitor();
  await openAdminAs(other, stack.store, '2');
  const staff = await openAdmin(page, stack.store, '/app/settings/staff');
  await staff.getByLabel('Role of Robin Fell 2').selectOption('Marketer');
  await expect(page.getByText('Role changed to marketer')).toBeVisible();
  await openAdmin(page, stack.store, address);
  const second = await openAdmin(other, stack.store, address);
  const purpose = (frame: FrameLocator) => frame.getByLabel('Purpose', { exact: true });
  await expect(purpose(second)).toBeVisible();

  await purpose(admin).fill('As the first writes it.');
  await expectSaved(admin);
  await purpose(second).fill('As the second writes it.');
  await expect(second.getByText(/saved this journey on/)).toBeVisible();
  await expect(
    second.getByText(/As the first writes it\. → As the second writes it\./),
  ).toBeVisible();
  await expect(saveBarOf(other)).toBeVisible();
  await second.getByRole('button', { name: 'Use theirs, save mine as a copy' }).click();
  await expect(purpose(second)).toHaveValue('As the first writes it.');
  await expect(saveBarOf(other)).toBeHidden();

  await goTo(other, 'Journeys');
  await second.getByRole('link', { name: 'Drawn by two (copy)' }).click();
  await expect(second.getByText('As the second writes it.')).toBeVisible();
  await second.getByRole('link', { name: 'Edit' }).click();
  await second.getByRole('button', { name: 'Discard draft' }).click();
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(purpose(second)).toHaveValue('As the second writes it.');
});
