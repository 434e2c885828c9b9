import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { goTo, openAdmin, saveBarOf } from './admin.ts';
import { mails, openMailbox } from './mailbox.ts';
import { addToCart, openStorefront, fillCart, pay, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

test.beforeEach(({ stack }) => stack.untilMorning());

test('Home follows the shop without a reload', async ({ page, newVisitor, stack }) => {
  const { store } = stack;
  const shopper = await newVisitor();
  await openStorefront(shopper, store);
  await stack.settled();
  const admin = await openAdmin(page, store);
  const newPeople = async () => parseInt(await admin.getByText('of them new').innerText(), 10);
  const before = await newPeople();
  const atRisk = admin.getByText('in open carts and checkouts');
  const worth = await atRisk.innerText();

  // A first visit alone makes no profile; a cart does.
  const newcomer = await newVisitor();
  await fillCart(newcomer, store, 2);
  await expect.poll(newPeople).toBe(before + 1);
  await addToCart(shopper, 5);
  await expect(atRisk).not.toHaveText(worth);
});

test('a person is found by address and shows score, timeline and why a mail was sent or not', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  const shopper = await newVisitor();
  const title = await fillCart(shopper, store, 6);
  await startCheckout(shopper, { email: 'grace@shopper.example', agrees: false });
  await stack.passTime(1);
  await pay(shopper);
  await stack.settled();

  const admin = await openAdmin(page, store);
  await goTo(page, 'People');
  await admin.getByLabel('Search people').fill('absent@shopper.example');
  await expect(admin.getByText('No people match “absent@shopper.example”.')).toBeVisible();
  await admin.getByLabel('Search people').fill('grace@shopper');
  await expect(admin.getByRole('row')).toHaveCount(2);
  await admin.getByRole('link', { name: 'Ada Palmer' }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toContainText('Ada Palmer');

  await expect(admin.getByRole('heading', { name: 'Intent: how close to buying' })).toBeVisible();
  await expect(admin.getByRole('heading', { name: 'Fit: how well' })).toBeVisible();
  await admin.getByRole('button', { name: /^Score over time / }).click();
  await expect(admin.getByLabel('Score as of')).toBeVisible();
  await expect(admin.getByText(title).first()).toBeVisible();
  const journeys = admin.getByRole('button', { name: /^Journeys In After the purchase now/ });
  await journeys.click();
  await expect(admin.getByRole('link', { name: 'After the purchase' })).toBeVisible();

  const about = admin.getByRole('region', { name: 'About' });
  await about.getByRole('button', { name: 'Show sources' }).click();
  await admin.getByRole('button', { name: /^First name: From the order #\d+, .* Show in/ }).click();
  const highlighted = admin.locator('[aria-current="true"]');
  await expect(highlighted).toContainText('Placed order #');
  await expect(highlighted).toBeInViewport();
  await admin.getByRole('button', { name: 'Show newest' }).click();
  await expect(highlighted).toHaveCount(0);

  await admin.getByRole('button', { name: /^Emails and why / }).click();
  const reasons = admin.getByRole('region', { name: 'Emails and why' }).getByRole('listitem');
  await expect(reasons.filter({ hasText: 'Not sent' })).toContainText(
    'Has not subscribed to marketing email',
  );
  await expect(reasons.filter({ hasText: 'Thanks' })).toContainText(
    'Belongs to something the person did',
  );
});

test('two who share a phone are put side by side, and the decision on them can be undone', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  const phone = '+442079460033';
  for (const firstName of ['Ann', 'Bob']) {
    const email = `${firstName}@family.example`;
    store.shop.createCustomer({ email, phone, firstName, lastName: 'Family' });
  }
  await stack.settled();
  const admin = await openAdmin(page, store, '/app/people/duplicates');
  const pair = admin.getByRole('heading', { level: 2, name: /(Ann|Bob) Family and/ });
  await expect(pair).toBeVisible();
  await admin.getByLabel('Search possible duplicates').fill('absent');
  await expect(admin.getByText('No people match “absent”.')).toBeVisible();
  await admin.getByLabel('Search possible duplicates').fill('family.example');
  await admin.getByRole('button', { name: /are two people/ }).click();
  await expect(admin.getByText('No people match')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(pair).toBeVisible();
  await admin.getByRole('button', { name: /are the same person/ }).click();
  await expect(pair).toBeHidden();
  await stack.settled();

  await goTo(page, 'People');
  await admin.getByLabel('Search people').fill('absent from all');
  await expect(admin.getByText('No people match “absent from all”.')).toBeVisible();
  await admin.getByLabel('Search people').fill('family.example');
  await expect(admin.getByRole('row')).toHaveCount(2);
  await admin.getByRole('link', { name: /(Ann|Bob) Family/ }).click();
  await admin.getByRole('button', { name: /^Identities .*merged 1 time$/ }).click();
  await expect(admin.getByText('Merged by staff')).toBeVisible();
  await admin.getByRole('button', { name: /^Split/ }).click();
  await expect(admin.getByRole('link', { name: 'Show the other person' })).toBeVisible();
});

test('a journey is listed and drawn with who is where', async ({ page, newVisitor, stack }) => {
  const { store } = stack;
  const shopper = await newVisitor();
  await fillCart(shopper, store, 7);
  await startCheckout(shopper, { email: 'drawn@shopper.example', agrees: true });
  await stack.settled();

  const admin = await openAdmin(page, store);
  await goTo(page, 'Journeys');
  await expect(admin.getByRole('row').filter({ hasText: 'After the purchase' })).toBeVisible();
  await admin.getByRole('link', { name: 'Abandoned cart' }).click();
  const drawing = admin.getByRole('group', { name: 'Drawing of the steps' });
  await expect(drawing.getByLabel(/^Wait.*[1-9]\d* here now/).first()).toBeVisible();
  await expect(drawing.getByLabel(/First cart reminder.* sent · /)).toBeVisible();
  await admin.getByLabel('Search people in this journey').fill('drawn@shopper');
  await expect(admin.getByRole('row')).toHaveCount(2);
});

test('settings are saved with the save bar, and the next mail is from the new sender', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  const admin = await openAdmin(page, store);
  await goTo(page, 'Settings');
  const saveBar = saveBarOf(page);
  await expect(admin.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(saveBar).toBeHidden();
  await admin.getByLabel('Sender name').fill('Mill Lane Gifts');
  await admin.getByLabel('Sender email address').fill('hello');
  await saveBar.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Fix the highlighted fields')).toBeVisible();
  await expect(admin.getByLabel('Sender email address')).toHaveAttribute('aria-invalid', 'true');
  await expect(admin.getByLabel('Sender email address')).toBeFocused();
  await admin.getByLabel('Sender email address').fill('hello@milllane.example');
  await admin.getByLabel('Postal address').fill('1 Mill Lane, York YO1 7HD');
  await saveBar.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  await expect(saveBar).toBeHidden();
  await expect(admin.getByText('Version 1, you')).toBeVisible();

  const shopper = await newVisitor();
  await fillCart(shopper, store, 8);
  await startCheckout(shopper, { email: 'sender@shopper.example', agrees: true });
  await stack.passTime(1);
  await openMailbox(page, store, 'sender@shopper.example');
  await expect(mails(page)).toContainText(['Mill Lane Gifts']);
});

test('a delivery that could not be used is shown with its reason and can be replayed', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  const admin = await openAdmin(page, store);
  await goTo(page, 'Problems');
  await expect(admin.getByText('No issues found')).toBeVisible();

  const at = store.options.clock.now();
  store.webhooks.send('orders/create', { id: 'example string' }, { at, eventId: randomUUID() });
  const problem = admin.getByRole('row').filter({ hasText: 'orders/create' });
  await expect(problem).toBeVisible();
  await problem.getByRole('button', { name: 'Show content of orders/create' }).click();
  await expect(admin.getByRole('dialog')).toContainText('example string');
  await page.keyboard.press('Escape');
  await problem.getByRole('button', { name: 'Replay orders/create' }).click();
  await expect(page.getByText('Replaying 1')).toBeVisible();
  // Still not usable, so it comes back instead of getting lost.
  await stack.settled();
  await expect(problem).toHaveCount(1);

  await admin.getByRole('link', { name: 'Data quality' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: 'Data quality' })).toBeVisible();
  await admin.getByLabel('Search topics').fill('orders/cre');
  await admin.getByRole('button', { name: 'Show orders/create by hour' }).click();
  await expect(
    admin.getByRole('heading', { name: /^orders\/create, deliveries by hour/ }),
  ).toBeVisible();
  await expect(
    admin.getByRole('row').filter({ hasText: 'Quarantined webhooks, now' }),
  ).toContainText('1');
  await admin.getByRole('button', { name: 'Compare with Shopify now' }).first().click();
  await expect(page.getByText('Comparing with Shopify')).toBeVisible();
});

test('the history is imported with progress, can be cancelled, and older orders asked for', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  await stack.settled();
  const admin = await openAdmin(page, store, '/app/import');
  await expect(admin.getByText('24 of 24')).toBeVisible();
  await expect(admin.getByText('the orders of the last 60 days')).toBeVisible();

  // While Shopify answers nothing the import waits, and can be cancelled.
  store.adminFaults.throttledShare = 1;
  await admin.getByRole('button', { name: 'Import once more' }).click();
  await expect(admin.getByText('Waiting for Shopify to prepare the file.').first()).toBeVisible();
  await admin.getByRole('button', { name: 'Cancel import' }).click();
  await expect(admin.getByText('Cancelled', { exact: true })).toHaveCount(5);
  store.adminFaults.throttledShare = 0;

  page.once('dialog', (dialog) => void dialog.accept());
  await admin.getByRole('button', { name: 'Ask for older orders' }).click();
  await expect(page.getByText('Granted. Import once more.')).toBeVisible();
  await stack.settled();
  await admin.getByRole('button', { name: 'Import once more' }).click();
  await expect(admin.getByText('Done', { exact: true })).toHaveCount(5);
  await expect(admin.getByText('the orders of the last 60 days')).toBeHidden();
});

test('customers are imported from another platform after a test import that imports nothing', async ({
  page,
  stack,
}) => {
  const admin = await openAdmin(page, stack.store, '/app/settings/move-in');
  await admin
    .locator('input[type=file]')
    .setInputFiles(join(import.meta.dirname, '../fixtures/move-in/klaviyo-profiles.csv'));
  await expect(admin.getByLabel('This file is')).toHaveValue('klaviyo_profiles');
  await expect(admin.getByLabel('Email Marketing Consent', { exact: true })).toHaveValue(
    'emailState',
  );
  await admin.getByRole('button', { name: 'Run test import' }).click();
  await expect(admin.getByRole('heading', { name: 'Preview, 5 rows' })).toBeVisible();
  await expect(admin.getByText('no date says when they agreed')).toBeVisible();
  const download = page.waitForEvent('download');
  await admin.getByRole('button', { name: 'Download rows with reasons' }).click();
  expect((await download).suggestedFilename()).toBe('not-taken.csv');

  await admin.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(admin.getByText('Imported, 5 rows read')).toBeVisible();
  await goTo(page, 'People');
  await admin.getByLabel('Search people').fill('ada@fern');
  await admin.getByRole('link', { name: 'Ada Byron' }).click();
  await admin.getByRole('button', { name: /^Consent and its proof Email: subscribed/ }).click();
  await expect(admin.getByText('from: file from Klaviyo, Klaviyo Form')).toBeVisible();
  await expect(admin.getByText('unchanged since it was written').first()).toBeVisible();
});
