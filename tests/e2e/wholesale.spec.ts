import type { FrameLocator, Page } from '@playwright/test';
import {
  applyForWholesale,
  confirmAddress as confirmDemoApplicant,
} from '#tests/demo/applicants.ts';
import type { Store } from '#tests/store/store.ts';
import { openAdmin, openCompanies } from './admin.ts';
import { mails, openMailbox, readMail } from './mailbox.ts';
import { expect, test } from './stack-fixture.ts';

const SEND = { name: 'Send application' };
/** How long the applicants of these tests take to fill in the form; quicker ones are taken for machines. */
const FILLING_MS = 60_000;

type Applicant = { company: string; email: string; taxId: string };

/** Opens the form of the storefront a while ago, as far as the browser knows. */
async function openForm(page: Page, { url }: Store): Promise<void> {
  await page.clock.setFixedTime(Date.now() - FILLING_MS);
  await page.goto(`${url}/storefront/pages/wholesale`);
  await page.getByRole('button', { name: 'Decline' }).click();
}

async function fillForm(page: Page, { company, email, taxId }: Applicant): Promise<void> {
  await page.getByLabel('Company').fill(company);
  await page.getByLabel('Your name').fill('Priya Shah');
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('VAT or tax number').fill(taxId);
  await page.getByLabel('Website').fill(email.split('@')[1] ?? '');
  await page.getByLabel('Own stores').check();
  await page.getByLabel('Expected orders a year').selectOption('25k-100k');
  await page.getByLabel('Which products interest you?').fill('Lanterns for three shops.');
  await page.getByLabel('I agree').check();
}

/** Sends the form now, by the browser's own clock as well. */
async function send(page: Page): Promise<void> {
  await page.clock.setFixedTime(Date.now());
  await page.getByRole('button', SEND).click();
  await expect(page.getByRole('status').filter({ hasText: 'What happens next' })).toBeVisible();
}

/** Opens the mail that asks for the address and follows its link. */
async function confirmAddress(page: Page, store: Store, email: string): Promise<void> {
  await openMailbox(page, store, email);
  const mail = await readMail(page, 'Confirm your email address for Tendril Demo');
  const opened = page.waitForEvent('popup');
  await mail.getByRole('link', { name: 'Confirm my email address' }).click();
  const confirmation = await opened;
  await confirmation.getByRole('button', { name: 'Confirm' }).click();
  await expect(
    confirmation.getByRole('heading', { name: 'Your application is confirmed' }),
  ).toBeVisible();
  await confirmation.close();
}

/** Sends the form, confirms the address and opens the application from the admin's queue. */
async function applyAndReview(
  page: Page,
  store: Store,
  applicant: Applicant,
): Promise<FrameLocator> {
  await openForm(page, store);
  await fillForm(page, applicant);
  await send(page);
  await confirmAddress(page, store, applicant.email);
  const admin = await openAdmin(page, store, '/app/wholesale');
  await admin.getByRole('link', { name: applicant.company }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toContainText(applicant.company);
  return admin;
}

test('an application goes from the form to a company in Shopify', async ({ page, stack }) => {
  const { store } = stack;
  const applicant = {
    company: 'Quayside Lanterns Ltd',
    email: 'priya@quayside.example',
    taxId: 'GB999999973',
  };
  await openForm(page, store);
  await page.getByRole('button', SEND).click();
  await expect(page.getByLabel('Company')).toBeFocused();
  await fillForm(page, { ...applicant, taxId: '12' });
  await page.getByRole('button', SEND).click();
  await expect(page.getByLabel('VAT or tax number')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('VAT or tax number').fill(applicant.taxId);
  await send(page);
  await stack.settled();

  const queue = await openAdmin(page, store, '/app/wholesale');
  const waiting = queue.getByRole('row').filter({ hasText: applicant.company });
  await expect(waiting).toContainText('Email not confirmed');
  await queue.getByRole('link', { name: applicant.company }).click();
  await expect(queue.getByRole('button', { name: 'Approve' })).toBeDisabled();
  await confirmAddress(page, store, applicant.email);

  const admin = await openAdmin(page, store, '/app/wholesale');
  await admin.getByRole('link', { name: applicant.company }).click();
  await expect(admin.getByText('Email confirmed')).toBeVisible();
  await expect(admin.getByRole('heading', { name: 'Checklist' })).toBeVisible();
  await expect(admin.getByText('Check digits are right')).toBeVisible();
  await admin.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Decision saved' })).toBeVisible();
  const company = admin.getByRole('link', { name: 'Open the company in Shopify' });
  await expect(company).toBeVisible();
  await expect(admin.getByText('You approved the application')).toBeVisible();
  await expect(admin.getByText('created the company in Shopify')).toBeVisible();

  const companies = await openCompanies(page, store);
  const row = companies.getByRole('row').filter({ hasText: applicant.company });
  await expect(row).toContainText('Priya Shah');
  await expect(row).toContainText(applicant.taxId);

  await stack.settled();
  await openMailbox(page, store, applicant.email);
  await expect(mails(page)).toHaveCount(3);
  const mail = await readMail(page, 'Welcome to wholesale at Tendril Demo');
  await expect(
    mail.getByText('the wholesale account of Quayside Lanterns Ltd is open'),
  ).toBeVisible();
});

test('a declined applicant gets a polite mail without the reason', async ({ page, stack }) => {
  const { store } = stack;
  const applicant = {
    company: 'Atelier Clair SARL',
    email: 'luc@atelierclair.example',
    taxId: 'GB999999973',
  };
  const admin = await applyAndReview(page, store, applicant);
  await admin.getByRole('button', { name: 'Decline…' }).click();
  const dialog = admin.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Decline' })).toBeDisabled();
  await dialog.getByLabel('Reason').selectOption('Outside our regions');
  await dialog.getByLabel('Note for your team').fill('Ask again next year.');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(admin.getByText('You declined the application')).toBeVisible();
  await expect(admin.getByText('Outside our regions')).toBeVisible();

  await stack.settled();
  await openMailbox(page, store, applicant.email);
  const mail = await readMail(page, 'About your wholesale application');
  await expect(
    mail.getByText('We cannot open a wholesale account for Atelier Clair'),
  ).toBeVisible();
  await expect(mail.getByText('region')).toHaveCount(0);
  await expect(mail.getByText('Ask again next year')).toHaveCount(0);
  const companies = await openCompanies(page, store);
  await expect(companies.getByText(applicant.company)).toHaveCount(0);
});

test('approving in two windows at once creates one company', async ({ page, stack }) => {
  const { store } = stack;
  const applicant = {
    company: 'Twice Trading Ltd',
    email: 'buyer@twicetrading.example',
    taxId: 'GB999999973',
  };
  const admin = await applyAndReview(page, store, applicant);
  const window = await page.context().newPage();
  const second = await openAdmin(window, store, new URL(page.url()).pathname.split('/tendril')[1]);
  await Promise.all([
    admin.getByRole('button', { name: 'Approve' }).dblclick(),
    second.getByRole('button', { name: 'Approve' }).click(),
  ]);
  await expect(admin.getByRole('link', { name: 'Open the company in Shopify' })).toBeVisible();
  await expect(second.getByRole('link', { name: 'Open the company in Shopify' })).toBeVisible();
  await stack.settled();
  const companies = await openCompanies(page, store);
  await expect(companies.getByRole('row').filter({ hasText: applicant.company })).toHaveCount(1);
  await openMailbox(page, store, applicant.email);
  await expect(mails(page).filter({ hasText: 'Welcome to wholesale' })).toHaveCount(1);
});

test('an approval by key is taken back, shortcuts are switched off, and J shows the next applicant', async ({
  browser,
  page,
  stack,
}) => {
  const { store } = stack;
  const first = {
    company: 'Undo Goods Ltd',
    email: 'buyer@undogoods.example',
    taxId: 'GB999999973',
  };
  const second = {
    company: 'Next Door Ltd',
    email: 'buyer@nextdoor.example',
    taxId: 'GB999999973',
  };
  const applicant = await browser.newPage();
  await applyAndReview(applicant, store, first);
  await applicant.close();
  const admin = await applyAndReview(page, store, second);
  await admin.getByRole('heading', { name: 'Decision', exact: true }).click();
  await page.keyboard.press('k');
  await expect(admin.getByRole('heading', { level: 1 })).toContainText(first.company);
  await page.keyboard.press('a');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Approval undone' })).toBeVisible();
  await expect(admin.getByRole('button', { name: 'Approve' })).toBeEnabled();
  await admin.getByLabel('Keyboard shortcuts').uncheck();
  await admin.getByRole('heading', { name: 'Decision', exact: true }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await admin.getByLabel('Keyboard shortcuts').check();
  await expect(admin.getByRole('heading', { level: 1 })).toContainText(first.company);
  await expect(admin.getByRole('button', { name: 'Approve' })).toBeEnabled();
  await admin.getByRole('heading', { name: 'Decision', exact: true }).click();
  await page.keyboard.press('j');
  await expect(admin.getByRole('heading', { level: 1 })).toContainText(second.company);
});

test('the applicants of the demo are received, and confirm their addresses by the page behind the link', async ({
  page,
  stack,
}) => {
  const { store } = stack;
  for (const number of [0, 1] as const) {
    await applyForWholesale(store, number, Date.now());
    await stack.settled();
    await confirmDemoApplicant(store, number);
  }
  const queue = await openAdmin(page, store, '/app/wholesale');
  // Other tests apply in the same shop.
  const received = queue.getByRole('row').filter({ hasText: /Harbour Lane Gifts|Maison Lumen/ });
  await expect(received).toHaveCount(2);
  await expect(received.filter({ hasText: 'Email not confirmed' })).toHaveCount(0);
});
