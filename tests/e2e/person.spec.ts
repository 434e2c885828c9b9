import type { FrameLocator, Page } from '@playwright/test';
import { expectAccessible, expectPhone, PHONE } from './accessible.ts';
import { openAdmin } from './admin.ts';
import { enterLongHistory } from './long-history.ts';
import type { LiveStack } from '#tests/stack/live-stack.ts';
import { expect, test } from './stack-fixture.ts';

test.use({ viewport: { width: 1440, height: 900 } });

/** Pixels; a little more than three screens, and than four of a phone. */
const TALLEST = 3000;
const TALLEST_ON_PHONE = 3500;

/** Enters a customer with a long past, and opens their page by the address. */
async function openLongHistory(page: Page, stack: LiveStack, email: string): Promise<FrameLocator> {
  const { store } = stack;
  enterLongHistory(store, email);
  await stack.settled();
  const admin = await openAdmin(page, store, `/app/people?search=${encodeURIComponent(email)}`);
  await expect(admin.getByRole('row')).toHaveCount(2);
  await admin.getByRole('row').getByRole('link').click();
  await expect(admin.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  return admin;
}

test('a person with a long past fits a few screens, uses both columns, and fits a phone', async ({
  page,
  stack,
}) => {
  const admin = await openLongHistory(page, stack, 'long@history.example');

  for (const name of ['Score', 'Stage', 'Marketing email', 'Spent', 'Expected spend', 'Last seen'])
    await expect(admin.getByRole('term').filter({ hasText: name }).first()).toBeVisible();
  await expect(admin.getByText('2 items for', { exact: false })).toBeVisible();
  await expect(admin.getByRole('button', { name: 'Show earlier' })).toBeVisible();
  await expect(
    admin.getByRole('button', { name: /^Orders 30 orders, .* of all time$/ }),
  ).toHaveAttribute('aria-expanded', 'true');

  expect(await heightOf(admin)).toBeLessThan(TALLEST);
  const width = await admin.locator('html').evaluate((html) => html.clientWidth);
  const story = await admin.getByLabel('Search timeline').evaluate(edges);
  const facts = await admin.getByRole('button', { name: /^Score [A-D]\d, / }).evaluate(edges);
  expect(story.left).toBeLessThan(width * 0.1);
  expect(story.right).toBeLessThan(facts.left);
  expect(facts.left).toBeGreaterThan(width * 0.5);
  expect(facts.right).toBeGreaterThan(width * 0.9);

  await expectAccessible(page, 'iframe[title="Tendril"]');
  await expectPhone(page, admin);

  await page.setViewportSize(PHONE);
  await expect.poll(() => heightOf(admin)).toBeLessThan(TALLEST_ON_PHONE);
  const rows = admin.getByRole('listitem').filter({ has: admin.locator('time') });
  const few = await rows.count();
  await admin.getByRole('button', { name: 'Show earlier' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(few);
});

test('cards fold by keyboard, stay as they were left, and show the rest of a long list', async ({
  page,
  stack,
}) => {
  const admin = await openLongHistory(page, stack, 'folded@history.example');
  const score = admin.getByRole('button', { name: /^Score [A-D]\d, / });
  const segments = admin.getByRole('button', { name: /^Segments / });
  const stage = admin.getByText('last checkout in the last 14 days', { exact: false });
  await expect(stage).toHaveCount(0);
  await segments.focus();
  await page.keyboard.press('Enter');
  await expect(segments).toHaveAttribute('aria-expanded', 'true');
  await expect(stage).toBeVisible();
  await score.focus();
  await page.keyboard.press('Space');
  await expect(score).toHaveAttribute('aria-expanded', 'false');
  await expect(score).toContainText('of 100, now');

  await page.reload();
  await expect(segments).toHaveAttribute('aria-expanded', 'true');
  await expect(stage).toBeVisible();
  await expect(score).toHaveAttribute('aria-expanded', 'false');

  const orders = admin
    .getByRole('region', { name: 'Orders' })
    .getByRole('link', { name: /^#\d+$/ });
  await expect(orders).toHaveCount(3);
  await admin.getByRole('button', { name: 'Show the 20 newest orders' }).click();
  await expect(orders).toHaveCount(20);
  await admin.getByRole('button', { name: 'Show fewer' }).click();
  await expect(orders).toHaveCount(3);
});

test('the timeline is narrowed by kind, searched and continued', async ({ page, stack }) => {
  const admin = await openLongHistory(page, stack, 'story@history.example');
  const delivered = admin.getByText('An order was delivered');
  await expect(delivered.first()).toBeVisible();
  await admin.getByLabel('Show', { exact: true }).selectOption('Carts and checkouts');
  await expect(admin.getByText('Was in the checkout').first()).toBeVisible();
  await expect(delivered).toHaveCount(0);

  await admin.getByLabel('Show', { exact: true }).selectOption('Orders and reviews');
  await expect(delivered.first()).toBeVisible();
  const placed = admin.getByText(/^Placed order #\d+$/);
  const before = await placed.count();
  await admin.getByRole('button', { name: 'Show earlier' }).click();
  await expect.poll(() => placed.count()).toBeGreaterThan(before);

  await admin.getByLabel('Search timeline').fill('money was REFUNDED');
  await expect(delivered).toHaveCount(0);
  await expect(admin.getByText('Money was refunded').first()).toBeVisible();
  await admin.getByLabel('Search timeline').fill('no such words');
  await expect(admin.getByText('Nothing matches “no such words”.')).toBeVisible();
});

async function heightOf(admin: FrameLocator): Promise<number> {
  return await admin.locator('html').evaluate((html) => html.scrollHeight);
}

function edges(element: HTMLElement | SVGElement): { left: number; right: number } {
  const { left, right } = element.getBoundingClientRect();
  return { left, right };
}
