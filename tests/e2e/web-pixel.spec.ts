import type { Page } from '@playwright/test';
import { openAdmin } from './admin.ts';
import { addToCart, openStorefront, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

const PIXEL_PATH = /\/pixel\/[0-9a-f]{32}$/;

/** Waits until the app has taken a batch with an event of this name. */
async function waitForBatch(page: Page, name: string): Promise<void> {
  await page.waitForResponse(
    (answer) =>
      PIXEL_PATH.test(answer.url()) &&
      answer.status() === 204 &&
      answer.request().postData()?.includes(name) === true,
  );
}

test('what a visitor looked at before giving an address stands in their timeline', async ({
  page,
  newVisitor,
  stack,
}) => {
  // Of a view that the theme reported first the pixel sends only how the visit began.
  const arrivalSent = waitForBatch(page, '"campaign"');
  await openStorefront(page, stack.store);
  await arrivalSent;
  const cartSent = waitForBatch(page, 'cart_viewed');
  const title = await addToCart(page, 3);
  await cartSent;
  const checkoutSent = waitForBatch(page, 'checkout_started');
  await startCheckout(page, { email: 'seen@shopper.example', agrees: true });
  await checkoutSent;
  await stack.settled();

  const admin = await openAdmin(await newVisitor(), stack.store, '/app/people');
  const row = admin.getByRole('row').filter({ hasText: 'seen@shopper.example' });
  await row.getByRole('link').click();
  await expect(admin.getByText('Looked at the cart').first()).toBeVisible();
  // The theme saw the page as well: one view counts once, whichever of the two reports it.
  await expect(admin.getByText('Looked at a product', { exact: true })).toHaveCount(1);
  await expect(admin.getByText(title).first()).toBeVisible();
  await expect(admin.getByText('Began the checkout').first()).toBeVisible();
  await admin.getByRole('button', { name: /^Acquisition / }).click();
  const arrival = admin.getByRole('region', { name: 'Acquisition' });
  await arrival.getByRole('button', { name: 'Show sources' }).click();
  await expect(arrival.getByRole('button', { name: /^First source: From a visit/ })).toBeVisible();
});

test('without permission nothing leaves the browser', async ({ page, stack }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${stack.store.url}/storefront`);
  await page.getByRole('button', { name: 'Decline' }).click();
  await addToCart(page, 4);
  await stack.settled();
  expect(asked.filter((url) => PIXEL_PATH.test(url) || url.includes('web-pixel.json'))).toEqual([]);
});
