import { expect, test as base, type Page } from '@playwright/test';
import { openStoreForTests, type StoreForTests } from '#tests/store/front/store-for-tests.ts';

const BANNER = {
  id: '0198a7c0-0000-7000-8000-000000000001',
  heading: 'Your basket is <b>waiting</b>',
  text: 'We kept it for you.',
  action: { label: 'Go to your basket', url: '/storefront/cart' },
  items: [
    { title: 'Red Mug', imageUrl: null, url: '/storefront/products/red-mug', quantity: 2 },
    { title: 'Trick', imageUrl: null, url: 'javascript:alert(1)', quantity: 1 },
  ],
  dismissible: true,
};

const test = base.extend<{ shop: StoreForTests }>({
  shop: async ({ page: _page }, use) => {
    const shop = await openStoreForTests();
    shop.answers.set('/proxy/banner', { banner: BANNER });
    await use(shop);
    await shop.close();
  },
});

/** The storefront of a visitor who has allowed messages. */
async function visit(page: Page, shop: StoreForTests, path = '/storefront'): Promise<void> {
  await page.goto(shop.store.url + path);
  await page.getByRole('button', { name: 'Accept' }).click();
}

function message(page: Page) {
  return page.getByRole('region', { name: 'Message from this shop' });
}

/** What the embed reported, oldest first. */
function reports(shop: StoreForTests): (string | null)[] {
  return shop.arrivals
    .filter(({ url }) => url.pathname === `/proxy/banner/${BANNER.id}`)
    .map(({ body }) => new URLSearchParams(body).get('event'));
}

test('nothing is asked or remembered before the visitor allows it', async ({ page, shop }) => {
  await page.goto(`${shop.store.url}/storefront`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.goto(`${shop.store.url}/storefront`, { waitUntil: 'networkidle' });
  expect(shop.arrivals).toEqual([]);
  expect(await page.evaluate(() => localStorage.getItem('tendril:visitor'))).toBeNull();
});

test('a message comes in one request, as text, without moving the page or the focus', async ({
  page,
  shop,
}) => {
  await visit(page, shop, '/storefront/products/red-mug');
  await expect(message(page)).toBeVisible();
  await expect(message(page)).toContainText('Your basket is <b>waiting</b>');
  await expect(message(page).getByRole('link')).toHaveText(['Red Mug × 2', 'Go to your basket']);
  expect(await message(page).evaluate((box) => box.contains(document.activeElement))).toBe(false);
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          resolve(list.getEntries().length);
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => setTimeout(resolve, 100, 0));
      }),
  );
  expect(moved).toBe(0);
  const asked = shop.arrivals.filter(({ url }) => url.pathname === '/proxy/banner');
  expect(asked.map(({ url }) => url.searchParams.get('product'))).toEqual(['700']);
  await expect.poll(() => reports(shop)).toEqual(['seen']);
});

test('Escape and the close button dismiss it for the rest of the session', async ({
  page,
  shop,
}) => {
  await visit(page, shop);
  await expect(message(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(message(page)).toHaveCount(0);
  await expect.poll(() => reports(shop)).toEqual(['seen', 'dismissed']);
  const answered = page.waitForResponse(/\/apps\/tendril\/banner\?/);
  await page.goto(`${shop.store.url}/storefront/cart`);
  await answered;
  await expect(message(page)).toHaveCount(0);

  await page.evaluate(() => {
    sessionStorage.clear();
  });
  await page.reload();
  await message(page).getByRole('button', { name: 'Close this message' }).click();
  await expect(message(page)).toHaveCount(0);
  await expect.poll(() => reports(shop).filter((event) => event === 'dismissed')).toHaveLength(2);
});

test('a click beside it puts it away without counting as an answer', async ({ page, shop }) => {
  await visit(page, shop);
  await expect(message(page)).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(message(page)).toHaveCount(0);
  await page.goto(`${shop.store.url}/storefront/cart`);
  await expect(message(page)).toBeVisible();
  expect(reports(shop)).not.toContain('dismissed');
});

test('following its link is reported and leads into the shop', async ({ page, shop }) => {
  await visit(page, shop);
  await message(page).getByRole('link', { name: 'Go to your basket' }).click();
  await page.waitForURL('**/storefront/cart');
  await expect.poll(() => reports(shop)).toContain('clicked');
});

test('an app that does not answer leaves the shop as it is', async ({ page, shop }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  shop.store.appUrl = 'http://127.0.0.1:1';
  const refused = page.waitForResponse(/\/apps\/tendril\/banner/);
  await visit(page, shop);
  expect((await refused).status()).toBe(502);
  await expect(message(page)).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('the application form says what is wrong beside each field, then what happens next', async ({
  page,
  shop,
}) => {
  const wrongNumber = 'This does not look like a tax number.';
  shop.answers.set('/proxy/application', { outcome: 'invalid', fields: { tax_id: wrongNumber } });
  await page.goto(`${shop.store.url}/storefront/pages/wholesale`);
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByRole('button', { name: 'Send application' }).click();
  await expect(page.getByLabel('Company')).toBeFocused();
  await expect(page.getByLabel('Company')).toHaveAttribute('aria-invalid', 'true');
  expect(shop.arrivals).toEqual([]);

  await page.getByLabel('Company').fill('Corner Shop');
  await page.getByLabel('Your name').fill('Sam Lind');
  await page.getByLabel('Work email').fill('sam@corner.example');
  await page.getByLabel('VAT or tax number').fill('12');
  await page.getByLabel('Own stores').check();
  await page.getByLabel('Own online shop').check();
  await page.getByLabel('Expected orders a year').selectOption('5k-25k');
  await page.getByLabel('I agree').check();
  await page.getByRole('button', { name: 'Send application' }).click();
  await expect(page.getByLabel('VAT or tax number')).toBeFocused();
  await expect(page.getByLabel('VAT or tax number')).toHaveAccessibleDescription(
    new RegExp(wrongNumber),
  );
  await expect(page.getByLabel('Company')).not.toHaveAttribute('aria-invalid');

  shop.answers.set('/proxy/application', { outcome: 'invalid', fields: { leave_empty: 'Empty' } });
  await page.locator('[name=leave_empty]').evaluate((input) => {
    (input as HTMLInputElement).value = 'Sam';
  });
  await page.getByRole('button', { name: 'Send application' }).click();
  await expect(page.getByRole('alert')).toContainText('send the form once more');

  shop.answers.set('/proxy/application', { outcome: 'received' });
  await page.getByRole('button', { name: 'Send application' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'What happens next' })).toBeFocused();
  const form = new URLSearchParams(shop.arrivals.at(-1)?.body);
  expect(form.getAll('channels')).toEqual(['online', 'shops']);
  expect(form.get('leave_empty')).toBe('');
  expect(Number(form.get('sent_at'))).toBeGreaterThan(Number(form.get('started_at')));
});
