import { expect, type Page } from '@playwright/test';
import type { Store } from '#tests/store/store.ts';

/** Opens the storefront as a visitor who allows messages. */
export async function openStorefront(page: Page, { url }: Store): Promise<void> {
  await page.goto(`${url}/storefront`);
  await page.getByRole('button', { name: 'Accept' }).click();
}

/**
 * Puts one of the favourites into the cart.
 * @returns the product's title
 */
export async function addToCart(page: Page, number: number): Promise<string> {
  const favourites = page.getByRole('region', { name: 'Favourites' });
  await favourites.getByRole('link').nth(number).click();
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await expect(page.getByRole('heading', { name: 'Your basket' })).toBeVisible();
  return title;
}

/**
 * Opens the storefront as a visitor who allows messages, and puts one of the favourites into the cart.
 * @returns the product's title
 */
export async function fillCart(page: Page, store: Store, number: number): Promise<string> {
  await openStorefront(page, store);
  return await addToCart(page, number);
}

const FIRST_NAME = 'Ada';

export type Contact = { email: string; agrees: boolean };

/** Goes from the cart to the checkout and leaves name and address there, but does not pay. */
export async function startCheckout(page: Page, contact: Contact): Promise<void> {
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByLabel('First name').fill(FIRST_NAME);
  if (contact.agrees) await page.getByLabel('Email me with news and offers').check();
  await page.getByLabel('Email', { exact: true }).fill(contact.email);
  await page.getByLabel('Email', { exact: true }).press('Tab');
  await expect(page.getByText('Saved. You can come back to finish this order.')).toBeVisible();
}

/** Finishes the checkout that is open. */
export async function pay(page: Page): Promise<void> {
  await page.getByLabel('First name').fill(FIRST_NAME);
  await page.getByLabel('Last name').fill('Palmer');
  await page.getByLabel('Address').fill('1 Mill Lane');
  await page.getByLabel('City').fill('York');
  await page.getByLabel('Postcode').fill('YO1 7HD');
  // Leaving the field saves it; paying before that would send both at once.
  const saved = page.waitForResponse('**/checkout/contact');
  await page.getByLabel('Postcode').press('Tab');
  await saved;
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
}

/** The banner on a page of the storefront. */
export function banner(page: Page) {
  return page.getByRole('region', { name: 'Message from this shop' });
}

/**
 * Opens a page of the storefront and waits until it has received whether there is a banner.
 * @returns whether the app sent one
 */
export async function visit(page: Page, { url }: Store, path = '/storefront'): Promise<boolean> {
  const answered = page.waitForResponse(/\/apps\/tendril\/banner\?/);
  await page.goto(url + path);
  const answer = (await (await answered).json()) as { banner: object | null };
  return answer.banner !== null;
}
