import { expectAccessible } from './accessible.ts';
import { openAdmin } from './admin.ts';
import { mails, openMailbox, readMail } from './mailbox.ts';
import { fillCart, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

const ADDRESS = 'chooses@shopper.example';

test('who declines cart reminders behind the link of one gets no other, and the merchant sees why', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  await stack.untilMorning();
  await fillCart(page, store, 0);
  await startCheckout(page, { email: ADDRESS, agrees: true });
  await stack.passTime(1);
  await openMailbox(page, store, ADDRESS);
  const mail = await readMail(page, / at Tendril Demo is saved/);
  const opened = page.waitForEvent('popup');
  await mail.getByRole('link', { name: 'Unsubscribe' }).click();
  const choices = await opened;
  await expect(choices.getByRole('heading', { level: 1 })).toHaveText('Emails from Tendril Demo');
  await expectAccessible(choices, 'main');
  await choices.getByLabel(/^Your cart/).uncheck();
  await choices.getByLabel('At most one a week').check();
  await choices.getByRole('button', { name: 'Save choices' }).click();
  await expect(choices.getByRole('status')).toHaveText('Your choices are saved.');
  await expect(choices.getByLabel(/^Your cart/)).not.toBeChecked();

  await stack.passTime(48);
  await openMailbox(page, store, ADDRESS);
  await expect(mails(page)).toHaveCount(1);

  const admin = await openAdmin(await newVisitor(), store, `/app/people?search=${ADDRESS}`);
  await admin.getByRole('link', { name: 'Ada' }).first().click();
  await expect(admin.getByText('The person declined emails about this').first()).toBeVisible();
});
