import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { STAFF_COOKIE } from '#tests/store/front/cookies.ts';
import type { Store } from '#tests/store/store.ts';

/** Opens a page of the app in the admin and gives the frame it stands in. */
export async function openAdmin(page: Page, { url }: Store, path = '/app'): Promise<FrameLocator> {
  await page.goto(`${url}/admin/apps/tendril${path}`);
  const frame = page.frameLocator('iframe[title="Tendril"]');
  await expect(frame.getByRole('heading', { level: 1 })).toBeVisible();
  return frame;
}

/**
 * Opens a page of the app as another member of staff, who the browser's pages are of from now on. The first, `1`,
 * installed the app and owns it.
 */
export async function openAdminAs(
  page: Page,
  store: Store,
  staffId: string,
  path?: string,
): Promise<FrameLocator> {
  await page.context().addCookies([{ name: STAFF_COOKIE, value: staffId, url: store.url }]);
  return await openAdmin(page, store, path);
}

/** Goes to another page of the app through the admin's navigation. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name }).click();
}

/** The admin's bar over a form with unsaved changes. */
export function saveBarOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Unsaved changes' });
}

/** The admin's list of the shop's companies. */
export async function openCompanies(page: Page, { url }: Store): Promise<FrameLocator> {
  await page.goto(`${url}/admin/companies`);
  const frame = page.frameLocator('iframe[title="companies"]');
  await expect(frame.getByRole('heading', { name: 'Companies' })).toBeVisible();
  return frame;
}
