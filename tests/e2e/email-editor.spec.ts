import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expectAccessible, expectPhone } from './accessible.ts';
import { goTo, openAdmin } from './admin.ts';
import { expect, test } from './stack-fixture.ts';

/** The parts of the editor of emails. */
function partsOf(admin: FrameLocator) {
  return {
    outline: admin.getByRole('navigation', { name: 'Blocks of the email' }),
    settings: admin.getByRole('region', { name: 'Settings' }),
    preview: admin.frameLocator('iframe[title="Preview, desktop"]'),
  };
}

/** The blocks of an email from above, by their kinds. */
async function blocksOf(admin: FrameLocator): Promise<string[]> {
  const handles = await admin.getByRole('button', { name: /^Move (?!up|down)/ }).all();
  const names = await Promise.all(handles.map((handle) => handle.getAttribute('aria-label')));
  return names.map((name) => (name ?? '').replace(/^Move /, '').replace(/:.*/, ''));
}

/** Drags what a handle moves above another line of the outline, as a hand does: a little first. */
async function dragAbove(page: Page, from: Locator, to: Locator): Promise<void> {
  await to.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('A handle is not in view.');
  const x = start.x + start.width / 2;
  await page.mouse.move(x, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, start.y - start.height, { steps: 5 });
  await page.mouse.move(x, end.y - end.height / 2, { steps: 20 });
  await page.mouse.up();
}

async function createEmail(page: Page, admin: FrameLocator, name: string): Promise<void> {
  await goTo(page, 'Emails');
  await admin.getByRole('button', { name: 'Create email' }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Untitled email');
  await partsOf(admin).settings.getByLabel('Name').fill(name);
}

test('an email is composed from empty by mouse, seen at once, and published', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store);
  await createEmail(page, admin, 'Spring news');
  const { outline, settings, preview } = partsOf(admin);
  await settings.getByRole('textbox', { name: 'Subject' }).fill('New teas are here');
  await expect(admin.getByText('Subject: 17 characters.', { exact: false })).toBeVisible();
  await expectAccessible(page, 'iframe[title="Tendril"]');

  await outline.getByRole('button', { name: /^Heading/ }).click();
  await settings.getByRole('textbox', { name: 'Heading' }).fill('Six new teas');
  await expect(preview.getByRole('heading', { name: 'Six new teas' })).toBeVisible();
  await preview.getByText('Say what is new').click();
  await expect(settings.getByRole('heading', { name: 'Text' })).toBeVisible();

  await outline.getByRole('button', { name: 'Add block', exact: true }).click();
  await admin.getByRole('menuitem', { name: 'Columns' }).click();
  await outline.getByRole('button', { name: 'Add block to column 2' }).click();
  await admin.getByRole('menuitem', { name: 'Heading' }).click();
  await settings.getByRole('textbox', { name: 'Heading' }).fill('Beside each other');
  await expect(preview.getByRole('heading', { name: 'Beside each other' })).toBeVisible();

  const [from, to] = [/^Move Button/, /^Move Heading: Six/].map((name) =>
    outline.getByRole('button', { name }),
  );
  if (!from || !to) throw new Error('There are no handles.');
  await dragAbove(page, from, to);
  await expect
    .poll(() => blocksOf(admin))
    .toEqual(['Button', 'Heading', 'Text', 'Columns', 'Heading']);
  await admin.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => blocksOf(admin))
    .toEqual(['Heading', 'Text', 'Columns', 'Heading', 'Button']);
  await expectAccessible(page, 'iframe[title="Tendril"]');
  await expectPhone(page, admin);

  await admin.getByRole('button', { name: 'Publish' }).click();
  await expect(admin.getByText('No changes')).toBeVisible();
  await goTo(page, 'Emails');
  await admin.getByLabel('Search emails').fill('Spring news');
  await admin.getByRole('link', { name: 'Spring news' }).click();
  await expect(admin.getByText('Published', { exact: true })).toBeVisible();
});

test('an email is edited by keyboard alone: a block is chosen, written, moved, and its edit undone', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store);
  await createEmail(page, admin, 'By keyboard');
  const { outline, settings, preview } = partsOf(admin);
  await outline.getByRole('button', { name: /^Text/ }).focus();
  await page.keyboard.press('Enter');
  const text = settings.getByRole('textbox', { name: 'Text' });
  await expect(text).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Fresh from ');
  await page.keyboard.press('Shift+Tab');
  await expect(settings.getByRole('button', { name: 'Variable' })).toBeFocused();
  await page.keyboard.press('Enter');
  await admin.getByRole('menuitem', { name: 'Store name' }).press('Enter');
  await expect(settings.getByLabel('Without “Store name”, write')).toHaveValue('our store');
  await expect(preview.getByText('Fresh from Tendril Demo')).toBeVisible();

  await outline.getByRole('button', { name: /^Move Text/ }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await expect.poll(() => blocksOf(admin)).toEqual(['Text', 'Heading', 'Button']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => blocksOf(admin)).toEqual(['Heading', 'Text', 'Button']);
});

test('an email is written in a second language, which the preview shows and a reader of none other gets', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store);
  await createEmail(page, admin, 'In two languages');
  const { outline, settings, preview } = partsOf(admin);
  const subject = settings.getByRole('textbox', { name: 'Subject' });
  await subject.fill('Two teas');
  await admin.getByRole('button', { name: 'Add German' }).click();
  await expect(admin.getByLabel('Language', { exact: true })).toHaveValue('de');
  await subject.fill('Zwei Tees');
  await outline.getByRole('button', { name: /^Heading/ }).click();
  await settings.getByRole('textbox', { name: 'Heading' }).fill('Neu im Laden');
  await expect(preview.getByRole('heading', { name: 'Neu im Laden' })).toBeVisible();
  await expect(preview.getByText(/^Sie erhalten diese E-Mail/)).toBeVisible();
  await expectAccessible(page, 'iframe[title="Tendril"]');

  await admin.getByLabel('Language', { exact: true }).selectOption('English');
  await expect(preview.getByRole('heading', { name: 'Your heading' })).toBeVisible();
  await admin.getByRole('button', { name: 'Publish' }).click();
  await expect(admin.getByText('No changes')).toBeVisible();
  await goTo(page, 'Emails');
  await admin.getByLabel('Search emails').fill('In two languages');
  await admin.getByRole('link', { name: 'In two languages' }).click();
  await admin.getByLabel('Language', { exact: true }).selectOption('German');
  await expect(preview.getByRole('heading', { name: 'Neu im Laden' })).toBeVisible();
});

test('what cannot be published is named with its block, and the email stays a draft', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store);
  await createEmail(page, admin, 'Not done');
  const { outline, settings } = partsOf(admin);
  await outline.getByRole('button', { name: 'Add block', exact: true }).click();
  await admin.getByRole('menuitem', { name: 'Image' }).click();
  await expect(outline.getByText('Needs attention')).toBeVisible();
  await expect(settings.getByText(/An image has no address/)).toBeVisible();
  await admin.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('There is no subject. Write one.')).toBeVisible();
  await settings.getByRole('button', { name: 'Delete' }).click();
  await expect(outline.getByText('Needs attention')).toBeHidden();
});
