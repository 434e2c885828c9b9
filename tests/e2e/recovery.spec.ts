import { mails, openMailbox, readMail } from './mailbox.ts';
import { openStorefront, banner, fillCart, pay, startCheckout, visit } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

const FIRST = 'Your basket at Tendril Demo is saved';
const SECOND = 'Anything we can answer about your cart?';
const LAST = 'Still thinking it over, Ada?';

test.beforeEach(({ stack }) => stack.untilMorning());

test('an abandoned cart comes back in a mail whose link leads to the cart', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  const title = await fillCart(page, store, 0);
  await startCheckout(page, { email: 'left@shopper.example', agrees: true });
  await openMailbox(page, store, 'left@shopper.example');
  await stack.passTime(0.9);
  await expect(page.getByText('Mails that Tendril sends arrive here')).toBeVisible();

  await stack.passTime(0.1);
  const mail = await readMail(page, FIRST);
  await expect(mail.getByText('Hello Ada,')).toBeVisible();
  await expect(mail.getByText(title)).toBeVisible();
  const opened = page.waitForEvent('popup');
  await mail.getByRole('link', { name: 'Back to my basket' }).click();
  const cartPage = await opened;
  await expect(cartPage.getByText('we kept your basket for you')).toBeVisible();
  await expect(cartPage.getByRole('link', { name: title })).toBeVisible();
});

test('one click on unsubscribe stops the next mail', async ({ page, stack }) => {
  await fillCart(page, stack.store, 1);
  await startCheckout(page, { email: 'stop@shopper.example', agrees: true });
  await stack.passTime(1);
  await openMailbox(page, stack.store, 'stop@shopper.example');
  await readMail(page, FIRST);
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Unsubscribed.' })).toBeVisible();

  await stack.passTime(30);
  await openMailbox(page, stack.store, 'stop@shopper.example');
  await expect(mails(page)).toHaveCount(1);
});

test('without consent nothing is written', async ({ page, stack }) => {
  await fillCart(page, stack.store, 2);
  await startCheckout(page, { email: 'quiet@shopper.example', agrees: false });
  await stack.passTime(30);
  await openMailbox(page, stack.store, 'quiet@shopper.example');
  await expect(page.getByText('Mails that Tendril sends arrive here')).toBeVisible();
});

test('who ignores all mails sees a banner on the next visit, and no other visitor does', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  const other = await newVisitor();
  await openStorefront(other, store);
  const title = await fillCart(page, store, 3);
  await startCheckout(page, { email: 'ignores@shopper.example', agrees: true });
  await stack.passTime(1);
  await stack.passTime(23);
  expect(await visit(page, store)).toBe(false);
  await stack.passTime(24);
  await stack.passTime(24);
  const box = await newVisitor();
  await openMailbox(box, store, 'ignores@shopper.example');
  await expect(mails(box)).toContainText([LAST, SECOND, FIRST]);

  expect(await visit(other, store)).toBe(false);
  await expect(banner(other)).toHaveCount(0);
  expect(await visit(page, store)).toBe(true);
  await expect(banner(page)).toContainText('Your basket is still here.');
  await expect(banner(page).getByRole('link', { name: title })).toBeVisible();

  const reported = page.waitForResponse(
    (answer) => answer.request().postData()?.includes('event=dismissed') === true,
  );
  await banner(page).getByRole('button', { name: 'Close this message' }).click();
  expect((await reported).ok()).toBe(true);
  await expect(banner(page)).toHaveCount(0);
  // The browser's own memory of the dismissal ends with the session; the app's does not.
  await page.evaluate(() => {
    sessionStorage.clear();
  });
  await stack.settled();
  expect(await visit(page, store)).toBe(false);
  await expect(banner(page)).toHaveCount(0);
});

test('who orders after the first mail gets no second one and no banner', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  await fillCart(page, store, 4);
  await startCheckout(page, { email: 'orders@shopper.example', agrees: true });
  await stack.passTime(1);
  await openMailbox(page, store, 'orders@shopper.example');
  await expect(mails(page)).toHaveCount(1);
  await page.goto(`${store.url}/storefront/checkout`);
  await pay(page);

  await stack.passTime(23);
  await stack.passTime(24);
  await stack.passTime(24);
  expect(await visit(page, store)).toBe(false);
  await openMailbox(page, store, 'orders@shopper.example');
  await expect(mails(page).filter({ hasText: FIRST })).toHaveCount(1);
  await expect(mails(page).filter({ hasText: 'Still thinking' })).toHaveCount(0);
});
