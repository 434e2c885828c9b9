import { expectAccessible } from './accessible.ts';
import { openAdmin } from './admin.ts';
import { enterLongHistory } from './long-history.ts';
import { openMailbox, readMail } from './mailbox.ts';
import { expect, test } from './stack-fixture.ts';

const READER = 'seen.by.staff@history.example';
const STAFF = 'first.reader@shop.example';

test('an email is seen as a person in the editor, sent as a test, and read in the mailbox', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  enterLongHistory(store, READER);
  await stack.settled();
  const admin = await openAdmin(page, store, '/app/emails');
  await admin.getByRole('button', { name: 'Create email' }).click();
  const outline = admin.getByRole('navigation', { name: 'Blocks of the email' });
  const settings = admin.getByRole('region', { name: 'Settings' });
  await settings.getByRole('textbox', { name: 'Subject' }).fill('Your teas');
  await outline.getByRole('button', { name: /^Text/ }).click();
  await settings.getByRole('button', { name: 'Variable' }).click();
  await admin.getByRole('menuitem', { name: 'First name' }).click();
  const picker = admin.getByRole('combobox', { name: 'Preview as' });
  await picker.click();
  await picker.fill(READER);
  await admin.getByRole('option', { name: READER }).click();
  await expect(admin.getByText(/^As this person would get it now/)).toBeVisible();
  await expect(
    admin.frameLocator('iframe[title="Preview, desktop"]').getByText('Wilhelmina').first(),
  ).toBeVisible();
  await admin.getByRole('button', { name: 'Dark' }).click();
  await expect(admin.getByText(/invert colors on their own/)).toBeVisible();
  const ground = admin.frameLocator('iframe[title="Preview, dark"]').locator('body');
  await expect(ground).toHaveCSS('background-color', 'rgb(20, 24, 28)');
  await expectAccessible(page, 'iframe[title="Tendril"]');

  await admin.getByRole('button', { name: 'Send test email' }).click();
  await admin.getByRole('textbox', { name: 'To', exact: true }).fill(`${STAFF}, no address`);
  await admin.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(admin.getByText('Correct the email address “no”.')).toBeVisible();
  await admin.getByRole('textbox', { name: 'To', exact: true }).fill(STAFF);
  await admin.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText(`Test email sent to ${STAFF}`)).toBeVisible();

  await openMailbox(page, store, STAFF);
  const mail = await readMail(page, '[Test] Your teas');
  await expect(mail.getByText('Wilhelmina').first()).toBeVisible();
});
