import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectFit, PHONE } from './accessible.ts';
import { openAdmin, saveBarOf } from './admin.ts';
import { adminPages } from './admin-pages.ts';
import { fillCart } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

const STOREFRONT_PAGES = [
  '/storefront',
  '/storefront/collections/all',
  '/storefront/cart',
  '/storefront/checkout',
  '/storefront/pages/wholesale',
  '/storefront/account',
];
/** More than any page has stops before what it is for. */
const MOST_TABS = 40;

test.use({ viewport: PHONE });

test('the page of a visitor fits a phone and can be read by every person', async ({
  page,
  newVisitor,
  stack,
}) => {
  const shopper = await newVisitor();
  // What the pixel sends seconds later may make one person of the cart and the visitor, and so take away the page of either.
  await shopper.route(/\/pixel\/[0-9a-f]{32}$/, (route) => route.fulfill({ status: 204 }));
  await fillCart(shopper, stack.store, 9);
  await shopper.waitForLoadState('networkidle');
  await stack.settled();
  const admin = await openAdmin(page, stack.store, '/app/people');
  await admin.getByRole('link', { name: 'Visitor' }).first().click();
  await expect(admin.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  await expectFit(admin.locator('html'));
  await expectAccessible(page, 'iframe[title="Tendril"]');
});

for (const path of adminPages()) {
  test(`${path} fits a phone and can be read by every person`, async ({ page, stack }) => {
    const admin = await openAdmin(page, stack.store, path);
    await expectFit(admin.locator('html'));
    await expectAccessible(page, 'iframe[title="Tendril"]');
  });
}

for (const path of STOREFRONT_PAGES) {
  test(`${path} fits a phone and can be read by every person`, async ({ page, stack }) => {
    await fillCart(page, stack.store, 10);
    await page.goto(stack.store.url + path);
    await expectFit(page.locator('html'));
    await expectAccessible(page, 'main');
  });
}

test('the keyboard alone reaches what a page is for', async ({ page, stack }) => {
  await page.goto(`${stack.store.url}/storefront/pages/wholesale`);
  await press(page, 'Tab', page.getByRole('button', { name: 'Send application' }));

  const admin = await openAdmin(page, stack.store, '/app/settings');
  await press(page, 'Tab', admin.getByLabel('Sender name'));
  await page.keyboard.type('Someone else');
  const saveBar = saveBarOf(page);
  await press(page, 'Shift+Tab', saveBar.getByRole('button', { name: 'Save' }));
  await press(page, 'Shift+Tab', saveBar.getByRole('button', { name: 'Discard' }));
  await page.keyboard.press('Enter');
  await expect(saveBar).toBeHidden();
});

/** Presses a key until something has the focus. */
async function press(page: Page, key: 'Tab' | 'Shift+Tab', target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let count = 0; count < MOST_TABS; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} did not reach ${target.toString()} within ${String(MOST_TABS)} times.`);
}
