import { fillCart, startCheckout } from './shopper.ts';
import { expect, test } from './stack-fixture.ts';

test('an address that is left before the checkout’s script has come is saved once it has', async ({
  page,
  stack,
}) => {
  await fillCart(page, stack.store, 1);
  let release = (): void => undefined;
  const late = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/theme\.js/, async (route) => {
    await late;
    await route.continue();
  });
  const started = startCheckout(page, { email: 'quick@shopper.example', agrees: false });
  const email = page.getByLabel('Email', { exact: true });
  await expect(email).toHaveValue('quick@shopper.example');
  await expect(email).not.toBeFocused();
  release();
  await started;
});
