import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The page where emails are composed shows what each kind of block says; no other page loads its script. */
const EDITOR = /^app\.emails\._key_\.edit-/;

test('no script of another page than the editor of emails carries the layout of mails', async ({
  page,
  stack,
}) => {
  await page.goto(stack.appUrl);
  const folder = 'build/client/assets';
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(20);
  for (const script of scripts.filter((name) => !EDITOR.test(name)))
    expect(await readFile(join(folder, script), 'utf8'), script).not.toContain('<mj-');
});
