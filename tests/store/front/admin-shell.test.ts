import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStoreForTests, shopifyLibrary, type StoreForTests } from './store-for-tests.ts';

let shop: StoreForTests;
beforeEach(async () => {
  shop = await openStoreForTests();
});
afterEach(() => shop.close());

/** The address the shell gives the app's frame. */
async function frameAddress(path: string): Promise<URL> {
  const page = await (await shop.ask(path)).text();
  const frame = /data-frame="([^"]*)"/.exec(page)?.[1] ?? '';
  return new URL(frame.replaceAll('&#38;', '&'));
}

describe('the local admin', () => {
  it('opens with the app', async () => {
    const answer = await shop.ask('/admin');
    expect(answer.headers.get('location')).toBe(`${shop.store.url}/admin/apps/tendril`);
  });

  it('frames the page of a deep link with all that Shopify adds', async () => {
    const url = await frameAddress('/admin/apps/tendril/app/people?band=A');
    expect(url.origin + url.pathname).toBe(`${shop.store.appUrl}/app/people`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      band: 'A',
      embedded: '1',
      shop: 'tendril-demo.myshopify.com',
      locale: 'en',
    });
    const library = shopifyLibrary();
    expect(library.utils.sanitizeHost(url.searchParams.get('host') ?? '')).not.toBeNull();
    await expect(
      library.session.decodeSessionToken(url.searchParams.get('id_token') ?? ''),
    ).resolves.toMatchObject({ aud: 'test-api-key' });
  });

  it('hands out a fresh session token each time the app asks', async () => {
    const answers = await Promise.all([1, 2].map(() => shop.ask('/admin/session-token')));
    const tokens: unknown[] = await Promise.all(answers.map((answer) => answer.json()));
    const [one, two] = z.array(z.object({ token: z.string() })).parse(tokens);
    expect(one?.token).not.toBe(two?.token);
  });

  it('leaves the Admin API and the token exchange to their own routes', async () => {
    const answer = await shop.ask('/admin/api/2026-10/graphql.json', {
      method: 'POST',
      body: '{}',
    });
    expect(answer.headers.get('content-type')).toMatch('application/json');
  });

  it('serves App Bridge to the app on its other origin', async () => {
    const script = await shop.ask('/app-bridge.js');
    expect(script.headers.get('content-type')).toMatch('text/javascript');
    expect(await script.text()).toContain('window.shopify');
  });

  it.each(['orders', 'products', 'customers', 'companies'])(
    'lists the %s of the store',
    async (list) => {
      expect((await shop.ask(`/admin/${list}`)).status).toBe(200);
      const records = await (await shop.ask(`/admin/records/${list}`)).text();
      expect(records).toContain(`<h1>${list.charAt(0).toUpperCase()}${list.slice(1)}</h1>`);
    },
  );

  it('shows an order placed in the shop', async () => {
    const { id } = shop.store.shop.createCustomer({
      email: 'ana@example.com',
      firstName: 'Ana',
      lastName: '<b>Lind</b>',
    });
    shop.store.shop.placeOrder({ customerId: id, lines: [{ variantId: '410', quantity: 4 }] });
    const records = await (await shop.ask('/admin/records/orders')).text();
    expect(records).toContain('£10.00');
    expect(records).not.toContain('<b>');
  });
});
