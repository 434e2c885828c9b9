import { AxeBuilder } from '@axe-core/playwright';
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

export const PHONE = { width: 390, height: 844 };

/** Nothing of a page may stick out to the side. */
export async function expectFit(html: Locator): Promise<void> {
  const [needed, given] = await html.evaluate((page) => [page.scrollWidth, page.clientWidth]);
  expect(needed).toBe(given);
}

/** No problem that keeps a person from using the page, by the rules of WCAG 2.2. */
export async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // What passes is not described, which takes longer than to find it.
    .options({ resultTypes: ['violations'] })
    .include(part)
    // A frame without scripts, in which emails are shown, gives no answer.
    .exclude([part, 'iframe[sandbox]'])
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  expect(serious).toEqual([]);
}

/** The page of the app that is open, as it stands, also fits a phone and can be read there. */
export async function expectPhone(page: Page, admin: FrameLocator): Promise<void> {
  const wide = page.viewportSize();
  await page.setViewportSize(PHONE);
  await expectFit(admin.locator('html'));
  await expectAccessible(page, 'iframe[title="Tendril"]');
  if (wide !== null) await page.setViewportSize(wide);
}
