import { expectAccessible, expectPhone } from './accessible.ts';
import { goTo, openAdmin } from './admin.ts';
import { createJourney, drawnStep, expectSaved, publishDraft } from './journey-editor.ts';
import { openMailbox, readMail } from './mailbox.ts';
import { addToCart, fillCart, pay, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

test.use({ environment: 'journeys' });
test.beforeEach(({ stack }) => stack.untilMorning());

const CONTACT = { email: 'counted@shopper.example', agrees: true };

test('a published journey counts shoppers at each step, and the orders that follow a click, while its page is open', async ({
  page,
  newVisitor,
  stack,
}) => {
  const { store } = stack;
  const admin = await openAdmin(page, store);
  await createJourney(page, admin, 'Reviews, counted');
  const choose = (kind: string) => admin.getByRole('menuitem', { name: kind, exact: true }).click();
  await admin.getByRole('button', { name: 'Add step after Start' }).click();
  await choose('Send email');
  await admin.getByLabel('Email', { exact: true }).selectOption('Request for a review');
  await admin.getByRole('button', { name: /^Add step after Send/ }).click();
  await choose('End');
  await admin.getByRole('button', { name: 'Add step here' }).first().click();
  await choose('Wait');
  await expect(drawnStep(admin, /^Wait 1 day/)).toBeVisible();
  await expectSaved(admin);
  await publishDraft(page, admin, 1);
  await goTo(page, 'Journeys');
  await admin.getByRole('link', { name: 'Reviews, counted' }).click();
  const drawing = admin.getByRole('group', { name: 'Drawing of the steps' });
  const step = (name: RegExp) => drawing.getByRole('group', { name });
  await expect(step(/^Wait 1 day.*0 here now/)).toBeVisible();

  const shopper = await newVisitor();
  await fillCart(shopper, store, 3);
  await startCheckout(shopper, CONTACT);
  await pay(shopper);
  await expect(step(/^Wait 1 day.*1 here now/)).toBeVisible();
  // Only what was sent is asked about.
  const [order] = [...store.shop.orders.values()].slice(-1);
  store.shop.fulfilOrder(order?.id ?? '', { at: store.options.clock.now() });
  await stack.passTime(24);
  await expect(step(/^Wait 1 day.*0 here now · 1 passed/)).toBeVisible();
  await expect(step(/^Send .*1 sent · 0 not sent · 0 clicked/)).toBeVisible();
  await expect(step(/^End.*1 ended here/)).toBeVisible();

  const reader = await newVisitor();
  await openMailbox(reader, store, CONTACT.email);
  const mail = await readMail(reader, /How do you like/);
  await stack.passTime(1);
  const opened = reader.waitForEvent('popup');
  await mail.getByRole('link', { name: 'Write a review' }).click();
  await opened;
  await stack.passTime(1);
  await expect(step(/^Send .*1 sent · 0 not sent · 1 clicked/)).toBeVisible();
  await shopper.goto(`${store.url}/storefront`);
  await addToCart(shopper, 4);
  await startCheckout(shopper, CONTACT);
  await pay(shopper);
  await expect(step(/^Send .*1 clicked.*1 order · £/)).toBeVisible();

  await admin.getByLabel('Period of the figures').selectOption('Figures of the last 7 days');
  await expect(admin.getByRole('heading', { name: 'In the last 7 days' })).toBeVisible();
  await expectAccessible(page, 'iframe[title="Tendril"]');
  await expectPhone(page, admin);
  await admin.getByRole('link', { name: 'Edit' }).click();
  const drawn = drawnStep(admin, /^Send .*1 clicked.*1 order · £/);
  await expect(drawn).toBeVisible();
  await drawn.click();
  const settings = admin.getByRole('region', { name: 'Settings' });
  await expect(settings.getByText('Live version, last 7 days')).toBeVisible();
});
