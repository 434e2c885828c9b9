import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cookiesSetBy, openStoreForTests, type StoreForTests } from './store-for-tests.ts';

let shop: StoreForTests;
beforeEach(async () => {
  shop = await openStoreForTests();
});
afterEach(() => shop.close());

const RED_MUG = '410';
const BUYER = {
  email: 'ana@example.com',
  first_name: 'Ana',
  last_name: 'Lind',
  address: '1 High St',
  city: 'Leeds',
  zip: 'LS1 1AA',
};

/** Puts a mug into a new cart and gives the browser's cookie. */
async function addToCart(quantity = '2'): Promise<string> {
  return cookiesSetBy(await shop.post('/storefront/cart/add', { id: RED_MUG, quantity }));
}

async function pageText(path: string, cookie = ''): Promise<string> {
  const answer = await shop.ask(path, { headers: { cookie } });
  expect(answer.status, path).toBe(200);
  return answer.text();
}

describe('the local storefront', () => {
  it.each([
    ['/storefront', 'Red Mug'],
    ['/storefront/collections/all', '6 products'],
    ['/storefront/search?q=mug', '2 products'],
    ['/storefront/search?q=nothing-like-it', 'Nothing matches'],
    ['/storefront/products/red-mug', 'Add to basket'],
    ['/storefront/products/wall-clock', 'Sold out for now'],
    ['/storefront/cart', 'Your basket is empty'],
    ['/storefront/account', 'There are no accounts yet'],
    ['/storefront/pages/wholesale', 'Apply for a trade account'],
  ])('shows %s with the app embed', async (path, words) => {
    const page = await pageText(path);
    expect(page).toContain(words);
    expect(page).toContain('data-tendril-banner');
    expect(page).not.toContain('Translation missing');
  });

  it('gives the embed the product of a page, and nothing on other pages', async () => {
    expect(await pageText('/storefront/products/red-mug')).toContain('data-product="700"');
    expect(await pageText('/storefront')).not.toContain('data-product');
  });

  it('keeps markup in a search from becoming part of the page', async () => {
    const page = await pageText('/storefront/search?q=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(page).not.toContain('<script>alert');
  });

  it('answers 404 with a way home for a page it does not have', async () => {
    const answer = await shop.ask('/storefront/pages/nowhere');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('href="/storefront"');
  });

  it('serves every script and stylesheet a page names', async () => {
    const page = await pageText('/storefront/pages/wholesale');
    const paths = [
      ...page.matchAll(/(?:src|href)="(\/storefront\/(?:assets|extension)\/[^"]+)"/g),
    ].map(([, path = '']) => path);
    expect(paths).toContain('/storefront/extension/application-form.js');
    for (const path of paths) expect((await shop.ask(path)).status, path).toBe(200);
  });

  it('makes a cart of the first product and adds to it', async () => {
    const cookie = await addToCart();
    await shop.post('/storefront/cart/add', { id: '411', quantity: '1' }, cookie);
    const [cart] = shop.store.shop.carts.values();
    expect(cart?.lines.map(({ title, quantity }) => [title, quantity])).toEqual([
      ['Red Mug', 2],
      ['Blue Mug', 1],
    ]);
    const json: unknown = await (
      await shop.ask('/storefront/cart.js', { headers: { cookie } })
    ).json();
    expect(json).toMatchObject({
      token: cart?.token,
      item_count: 3,
      total_price: 751,
      currency: 'GBP',
    });
  });

  it('changes and removes lines', async () => {
    const cookie = await addToCart();
    await shop.post('/storefront/cart/change', { id: RED_MUG, quantity: '5' }, cookie);
    expect(await pageText('/storefront/cart', cookie)).toContain('£12.50');
    await shop.post(
      '/storefront/cart/change',
      { id: RED_MUG, quantity: '5', remove: 'yes' },
      cookie,
    );
    expect(await pageText('/storefront/cart', cookie)).toContain('Your basket is empty');
  });

  it('refuses a cart form that names no product', async () => {
    expect((await shop.post('/storefront/cart/add', { id: 'none' })).status).toBe(422);
    expect(shop.store.shop.carts.size).toBe(0);
  });

  it('starts a checkout as soon as the email address is saved, with consent and landing page', async () => {
    const cookie = `${await addToCart()}; _landing_page=${encodeURIComponent('/?utm_source=tendril')}`;
    const saved = await shop.post(
      '/storefront/checkout/contact',
      { email: 'ana@example.com', marketing: 'yes' },
      cookie,
    );
    expect(await saved.json()).toEqual({ outcome: 'saved' });
    const [checkout] = shop.store.shop.checkouts.values();
    expect(checkout).toMatchObject({
      email: 'ana@example.com',
      acceptsMarketing: true,
      landingSite: '/?utm_source=tendril',
      completedAt: null,
    });
    const [customer] = shop.store.shop.customers.values();
    expect(customer?.emailConsent.state).toBe('subscribed');
  });

  it('starts no checkout without a usable email address', async () => {
    const answer = await shop.post(
      '/storefront/checkout/contact',
      { email: 'ana@' },
      await addToCart(),
    );
    expect(answer.status).toBe(422);
    expect(shop.store.shop.checkouts.size).toBe(0);
  });

  it('restores the cart in another browser from the recovery link of a mail', async () => {
    await shop.post(
      '/storefront/checkout/contact',
      { email: 'ana@example.com' },
      await addToCart(),
    );
    const [checkout] = shop.store.shop.checkouts.values();
    const answer = await shop.ask(checkout?.abandonedCheckoutUrl ?? '');
    expect(answer.headers.get('location')).toBe('/storefront/cart?restored');
    const page = await pageText('/storefront/cart?restored', cookiesSetBy(answer));
    expect(page).toContain('Red Mug');
    expect(page).toContain('Welcome back');
  });

  it('places one order for a cart and thanks by name', async () => {
    const cookie = await addToCart();
    await shop.post('/storefront/checkout/contact', { email: BUYER.email }, cookie);
    const paid = await shop.post('/storefront/checkout', { ...BUYER, pay: 'yes' }, cookie);
    expect(await pageText(paid.headers.get('location') ?? '')).toContain('Thank you, Ana');
    await shop.post('/storefront/checkout', { ...BUYER, pay: 'yes' }, cookie);
    expect(
      [...shop.store.shop.orders.values()].map(({ email, lines }) => [email, lines.length]),
    ).toEqual([['ana@example.com', 1]]);
    const [customer] = shop.store.shop.customers.values();
    expect(customer).toMatchObject({ firstName: 'Ana', lastName: 'Lind' });
  });

  it('leads the recovery link of a paid cart to the order', async () => {
    const cookie = await addToCart();
    await shop.post('/storefront/checkout', BUYER, cookie);
    const [checkout] = shop.store.shop.checkouts.values();
    const answer = await shop.ask(checkout?.abandonedCheckoutUrl ?? '');
    expect(answer.headers.get('location')).toMatch(/^\/storefront\/orders\/\w+\/thank-you$/);
  });
});

describe('the web pixel of the local storefront', () => {
  it.each([
    ['/storefront', ['page_viewed']],
    ['/storefront/products/red-mug', ['page_viewed', 'product_viewed']],
    ['/storefront/collections/all', ['page_viewed', 'collection_viewed']],
    ['/storefront/search?q=%3C/script%3E', ['page_viewed', 'search_submitted']],
    ['/storefront/cart', ['page_viewed', 'cart_viewed']],
  ])('receives the subject of %s', async (path, names) => {
    const page = await pageText(path);
    const [, facts = ''] = /type="application\/json">([^<]*)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(facts)).toMatchObject({ events: names.map((name) => ({ name })) });
  });

  it('is handed out only once the app has turned it on', async () => {
    expect((await shop.ask('/storefront/web-pixel.json')).status).toBe(204);
    shop.store.shop.webPixels.set('1', { settings: '{"accountID":"k"}' });
    const answer: unknown = await (await shop.ask('/storefront/web-pixel.json')).json();
    expect(answer).toMatchObject({ settings: { accountID: 'k' } });
    expect(answer).toHaveProperty('code', expect.stringContaining('WebPixel::Render'));
  });
});
