import { expect, test } from './stack-fixture.ts';

test('the landing page says what Tendril is and has its icon, and search engines stay out of the rest', async ({
  page,
  stack,
}) => {
  await page.goto(stack.appUrl);
  await expect(page.getByRole('heading', { name: 'Tendril' })).toBeVisible();

  const icon = await page.locator('link[rel=icon]').getAttribute('href');
  const drawn = await page.request.get(new URL(icon ?? 'none', stack.appUrl).href);
  expect(drawn.status()).toBe(200);
  expect(drawn.headers()['content-type']).toBe('image/svg+xml');

  const rules = await page.request.get(`${stack.appUrl}/robots.txt`);
  expect(await rules.text()).toMatch(/^User-agent: \*\nAllow: \/\$\nDisallow: \/$/m);
});
