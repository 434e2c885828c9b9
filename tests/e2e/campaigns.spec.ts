import { expectAccessible, expectPhone } from './accessible.ts';
import { goTo, openAdmin, saveBarOf } from './admin.ts';
import { mails, openMailbox } from './mailbox.ts';
import { fillCart, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

// It counts the people of a segment.
test.use({ environment: 'campaigns' });

test.beforeEach(({ stack }) => stack.untilMorning());

test('a campaign is written, previewed, sent one a minute, cancelled midway, and each person has a reason', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  // More than leave while the page is looked at: time goes on meanwhile.
  const names = ['first', 'second', 'third', 'fourth', 'fifth', 'silent'];
  for (const [number, name] of names.entries()) {
    const visitor = await newVisitor();
    await fillCart(visitor, store, number);
    const email = `${name}.campaign@shopper.example`;
    await startCheckout(visitor, { email, agrees: name !== 'silent' });
  }
  await stack.settled();

  const admin = await openAdmin(page, store);
  await goTo(page, 'Campaigns');
  await admin.getByRole('link', { name: 'Create campaign' }).first().click();
  await admin.getByLabel('Name').fill('Spring news');
  await admin.getByLabel('Segment').selectOption({ label: 'Checkout starter' });
  await admin.getByLabel('Subject').fill('Spring is here');
  await admin.getByLabel('Text').fill('Hello {{ firstName }},\n\nlook what is new.');
  await admin.getByLabel('Button').fill('See what is new');
  await admin.getByLabel('Emails a minute, at most').fill('1');
  await saveBarOf(page).getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText(/Spring news/);

  await admin.getByRole('button', { name: 'Preview recipients' }).click();
  await expect(admin.getByText('6 people in the segment now.')).toBeVisible();
  await expect(admin.getByText(/^Do not get it: has not subscribed/).first()).toBeVisible();
  await expectAccessible(page, 'iframe[title="Tendril"]');

  // A draft that is deleted can be brought back from the list.
  await admin.getByRole('button', { name: 'Copy' }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText(/Spring news \(copy\)/);
  await admin.getByRole('button', { name: 'Delete' }).click();
  await expect(admin.getByRole('link', { name: 'Spring news', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(admin.getByRole('link', { name: 'Spring news (copy)' })).toBeVisible();
  await admin.getByRole('link', { name: 'Spring news', exact: true }).click();

  await admin.getByRole('button', { name: 'Send now' }).click();
  await expect(admin.getByRole('button', { name: 'Unschedule' })).toBeVisible();
  // Begins a minute later, until when it can be undone.
  await stack.passTime(1.1 / 60);
  await expect(admin.getByText(/^Done for [2-5] of 6 /)).toBeVisible();
  await expect(admin.getByText('Has not subscribed to marketing email: 1')).toBeVisible();

  await admin.getByRole('button', { name: 'Cancel campaign' }).click();
  await expect(admin.getByText('Nothing leaves any more')).toBeVisible();
  await admin.getByRole('button', { name: 'Go on sending' }).click();
  await admin.getByRole('button', { name: 'Cancel campaign' }).click();
  await expect(admin.getByText('Nothing leaves any more')).toBeVisible();
  await stack.passTime(1);
  await expect(admin.getByText(/^The campaign was cancelled before it left: [1-4]$/)).toBeVisible();
  await expectPhone(page, admin);

  await admin.getByRole('link', { name: 'Show the decision for each person' }).click();
  const silent = admin.getByRole('row').filter({ hasText: 'silent.campaign@shopper.example' });
  await expect(silent).toContainText('Has not subscribed to marketing email');

  await openMailbox(page, store, 'campaign@shopper.example');
  await expect(mails(page).filter({ hasText: 'Spring is here' }).first()).toBeVisible();
  await mails(page).filter({ hasText: 'Spring is here' }).first().getByRole('button').click();
  const mail = page.frameLocator('iframe[title="The mail"]');
  await expect(mail.getByText('Hello Ada,')).toBeVisible();
  await expect(mail.getByRole('link', { name: 'Unsubscribe' })).toBeVisible();
});
