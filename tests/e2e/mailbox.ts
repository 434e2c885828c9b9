import { expect, type Locator, type Page } from '@playwright/test';
import type { Store } from '#tests/store/store.ts';

/** Opens the mailbox with only the mails to an address. */
export async function openMailbox(page: Page, { url }: Store, address: string): Promise<void> {
  await page.goto(`${url}/mailbox`);
  await page.getByLabel('Search mails').fill(address);
}

/** The mails of the open mailbox's list, newest first. */
export function mails(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Mails' }).getByRole('listitem');
}

/** Opens a mail by its subject and gives its body. */
export async function readMail(page: Page, subject: string | RegExp) {
  await mails(page).filter({ hasText: subject }).getByRole('button').click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(subject);
  return page.frameLocator('iframe[title="The mail"]');
}
