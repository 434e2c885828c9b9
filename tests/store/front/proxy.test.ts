import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openStoreForTests,
  shopifyLibrary,
  type Arrival,
  type StoreForTests,
} from './store-for-tests.ts';

let shop: StoreForTests;
beforeEach(async () => {
  shop = await openStoreForTests();
});
afterEach(() => shop.close());

function onlyArrival(): Arrival {
  expect(shop.arrivals).toHaveLength(1);
  const [arrival] = shop.arrivals;
  if (!arrival) throw new Error('Nothing reached the app; ask the proxy first.');
  return arrival;
}

function isSigned(query: URLSearchParams): Promise<boolean> {
  return shopifyLibrary().utils.validateHmac(Object.fromEntries(query), { signator: 'appProxy' });
}

describe('the app proxy of the local storefront', () => {
  it('signs what it forwards so that the library accepts it', async () => {
    const answer = await shop.ask('/apps/tendril/banner?visitor=7d7a&cart=abc');
    expect(await answer.json()).toEqual({ banner: null });
    const { method, url } = onlyArrival();
    expect(method).toBe('GET');
    expect(url.pathname).toBe('/proxy/banner');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      visitor: '7d7a',
      cart: 'abc',
      shop: 'tendril-demo.myshopify.com',
      path_prefix: '/apps/tendril',
      logged_in_customer_id: '',
    });
    expect(await isSigned(url.searchParams)).toBe(true);
  });

  it('makes a signature that no longer holds when a parameter is changed', async () => {
    await shop.ask('/apps/tendril/banner?visitor=7d7a');
    const { searchParams } = onlyArrival().url;
    searchParams.set('visitor', 'someone-else');
    expect(await isSigned(searchParams)).toBe(false);
  });

  it('forwards method, body and content type, and keeps cookies to itself', async () => {
    await shop.post('/apps/tendril/application', { company: 'Corner & Co' }, 'cart=secret');
    const { method, url, headers, body } = onlyArrival();
    expect([method, url.pathname, body]).toEqual([
      'POST',
      '/proxy/application',
      'company=Corner+%26+Co',
    ]);
    expect(headers['content-type']).toMatch('application/x-www-form-urlencoded');
    expect(headers.cookie).toBeUndefined();
  });

  it('puts the visitor’s own address behind whatever the visitor claims to come from', async () => {
    await shop.ask('/apps/tendril/banner', { headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect(onlyArrival().headers['x-forwarded-for']).toBe('203.0.113.7, 127.0.0.1');
  });

  it('says who is signed in, whatever the visitor claims', async () => {
    const { id } = shop.store.shop.createCustomer({ email: 'ana@example.com' });
    const signIn = await shop.post('/storefront/account', { id });
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    await shop.ask('/apps/tendril/banner?logged_in_customer_id=1&shop=other.myshopify.com', {
      headers: { cookie },
    });
    const { searchParams } = onlyArrival().url;
    expect(searchParams.getAll('logged_in_customer_id')).toEqual([id]);
    expect(searchParams.getAll('shop')).toEqual(['tendril-demo.myshopify.com']);
    expect(await isSigned(searchParams)).toBe(true);
  });

  it('answers 502 with the reason when the app is not there', async () => {
    shop.store.appUrl = 'http://127.0.0.1:1';
    const answer = await shop.ask('/apps/tendril/banner');
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('Is it running?');
  });
});
