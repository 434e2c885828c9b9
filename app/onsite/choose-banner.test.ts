import { describe, expect, test } from 'vitest';
import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import { DAY } from '#app/lib/duration.ts';
import {
  chooseBanner,
  lineKey,
  mayRecommend,
  MOST_SHOWINGS,
  type CatalogEntry,
  type WaitingBanner,
} from './choose-banner.ts';

const NOW = Date.UTC(2026, 10, 21);
const STOREFRONT = {
  url: 'https://shop.example',
  hosts: ['shop.example', 'green-shop.myshopify.com'],
};
const LINE = {
  productId: '1',
  variantId: '11',
  title: 'Fern as told',
  variantTitle: null,
  quantity: 2,
  unitMinor: 1200,
};
const CART: NonNullable<WaitingBanner['cart']> = {
  kind: 'checkout',
  token: 'abc',
  cartToken: null,
  createdAt: NOW - DAY,
  updatedAt: NOW - DAY,
  lines: [LINE],
  quantity: 2,
  total: { minor: 2400, currency: 'GBP' },
  presentment: null,
  recoveryUrl: 'https://shop.example/checkouts/abc/recover',
  completed: false,
};
const BANNER: WaitingBanner = {
  id: 'b1',
  content: {
    template: 'cart-banner',
    context: { subject: 'basket', kind: 'checkout', token: 'abc', cartToken: null },
    heading: 'Still thinking?',
    text: 'Your basket is here.',
    actionLabel: 'Back to the basket',
  },
  priority: 3,
  createdAt: NOW - DAY,
  expiresAt: NOW + DAY,
  seenTimes: 0,
  cart: CART,
  collectionHandle: null,
  ordered: false,
  isShopping: false,
};
const FERN: CatalogEntry = {
  title: 'Fern',
  url: 'https://shop.example/products/fern',
  imageUrl: 'https://cdn.example/fern.jpg',
  canBuy: true,
};

const BESIDE_ORDER: WaitingBanner = {
  ...BANNER,
  id: 'o1',
  content: { ...BANNER.content, context: { subject: 'order', orderId: '9' } },
  cart: null,
};

function product(id: string, handle: string | null = `p-${id}`): RecommendedProduct {
  return {
    productId: id,
    title: `Product ${id}`,
    handle,
    imageUrl: null,
    priceMinor: 500,
    currency: 'GBP',
    why: { kind: 'bought', with: 'Mug', times: 3 },
  };
}

function choose(
  banners: WaitingBanner[],
  fern: CatalogEntry | null = FERN,
  recommended: RecommendedProduct[] = [],
) {
  const catalog = new Map(fern ? [[lineKey(LINE), fern]] : []);
  return chooseBanner(banners, catalog, recommended, STOREFRONT, NOW);
}

describe('the banner that is shown', () => {
  test('reminds of the cart with the products as the shop sells them now', () => {
    expect(choose([BANNER])).toEqual({
      id: 'b1',
      heading: 'Still thinking?',
      text: 'Your basket is here.',
      action: { label: 'Back to the basket', url: 'https://shop.example/checkouts/abc/recover' },
      items: [{ title: 'Fern', imageUrl: FERN.imageUrl, url: FERN.url, quantity: 2 }],
      dismissible: true,
    });
  });

  test.each<[string, Partial<WaitingBanner>]>([
    ['it has expired', { expiresAt: NOW }],
    ['it was seen often enough', { seenTimes: MOST_SHOWINGS }],
    ['an order was placed', { ordered: true }],
    ['the cart is gone', { cart: null }],
    ['the cart was emptied', { cart: { ...CART, quantity: 0, lines: [] } }],
    ['the checkout was completed', { cart: { ...CART, completed: true } }],
  ])('is none once %s', (_when, change) => {
    expect(choose([{ ...BANNER, ...change }])).toBeNull();
  });

  test('is none when nothing of the cart can be bought any more', () => {
    expect(choose([BANNER], { ...FERN, canBuy: false })).toBeNull();
  });

  test('shows a line as it was received while the catalogue does not know the product', () => {
    const shown = choose([BANNER], null);
    expect(shown?.items).toEqual([
      { title: 'Fern as told', imageUrl: null, url: 'https://shop.example/cart', quantity: 2 },
    ]);
  });

  test('is the oldest of those that are still true', () => {
    const older = { ...BANNER, id: 'b0', createdAt: BANNER.createdAt - 1 };
    expect(choose([BANNER, older])?.id).toBe('b0');
    expect(choose([BANNER, { ...older, ordered: true }])?.id).toBe('b1');
  });

  test.each([
    ['https://evil.example/checkouts/abc', 'https://shop.example/cart/11:2?storefront=true'],
    ['javascript:alert(1)//shop.example', 'https://shop.example/cart/11:2?storefront=true'],
    ['not an address', 'https://shop.example/cart/11:2?storefront=true'],
    ['https://green-shop.myshopify.com/x', 'https://green-shop.myshopify.com/x'],
  ])('leads to pages of the shop only: %s', (recoveryUrl, url) => {
    expect(choose([{ ...BANNER, cart: { ...CART, recoveryUrl } }])?.action.url).toBe(url);
  });
});

describe('the banner about a person', () => {
  const about = (context: WaitingBanner['content']['context']): WaitingBanner => {
    return { ...BANNER, content: { ...BANNER.content, context }, cart: null };
  };
  const product1 = new Map([[lineKey({ productId: '1', variantId: null }), FERN]]);

  test('is shown without goods where too few go with what they own', () => {
    const banner = about({ subject: 'person' });
    expect(mayRecommend([banner], NOW)).toBe(true);
    expect(choose([banner], FERN, [product('1')])).toMatchObject({
      action: { url: 'https://shop.example' },
      items: [],
    });
    expect(choose([banner], FERN, [product('1'), product('2')])?.items).toHaveLength(2);
  });

  test('shows the product that they looked at, while it can be bought', () => {
    const banner = about({ subject: 'person', product: '1' });
    expect(mayRecommend([banner], NOW)).toBe(false);
    expect(chooseBanner([banner], product1, [], STOREFRONT, NOW)).toMatchObject({
      action: { url: FERN.url },
      items: [{ title: 'Fern', quantity: 1 }],
    });
    const soldOut = new Map([...product1].map(([key, fern]) => [key, { ...fern, canBuy: false }]));
    expect(chooseBanner([banner], soldOut, [], STOREFRONT, NOW)).toBeNull();
    expect(chooseBanner([banner], new Map(), [], STOREFRONT, NOW)).toBeNull();
  });

  test('leads to the collection that they looked at', () => {
    const banner = about({ subject: 'person', collection: '7' });
    expect(choose([{ ...banner, collectionHandle: 'ferns' }])?.action.url).toBe(
      'https://shop.example/collections/ferns',
    );
    expect(choose([banner])?.action.url).toBe('https://shop.example');
  });

  test('is shown to an applicant without goods', () => {
    const banner = about({ subject: 'application', applicationId: 'a' });
    expect(choose([banner])).toMatchObject({ action: { url: 'https://shop.example' }, items: [] });
  });

  test('is none once it has expired or was seen often enough', () => {
    const banner = about({ subject: 'person' });
    expect(choose([{ ...banner, expiresAt: NOW }])).toBeNull();
    expect(choose([{ ...banner, seenTimes: MOST_SHOWINGS }])).toBeNull();
  });
});

describe('the banner beside an order', () => {
  const three = [product('1'), product('2'), product('3')];

  test('shows what goes with what the person owns, each with its page', () => {
    const shown = choose([BESIDE_ORDER], FERN, [product('1', 'mug & lid'), product('2')]);
    expect(shown?.action.url).toBe('https://shop.example');
    expect(shown?.items).toEqual([
      {
        title: 'Product 1',
        imageUrl: null,
        url: 'https://shop.example/products/mug%20%26%20lid',
        quantity: 1,
      },
      { title: 'Product 2', imageUrl: null, url: 'https://shop.example/products/p-2', quantity: 1 },
    ]);
  });

  test.each<[string, RecommendedProduct[], string[]]>([
    ['three at most, the likeliest first', [...three, product('4')], ['1', '2', '3']],
    ['two are enough', three.slice(0, 2), ['1', '2']],
    ['one is too few', three.slice(0, 1), []],
    ['none', [], []],
    ['nothing without a page', [product('9', null), ...three], ['1', '2', '3']],
    ['too few with a page', [product('9', null), product('1')], []],
  ])('%s', (_case, recommended, ids) => {
    const shown = choose([BESIDE_ORDER], FERN, recommended);
    expect(shown?.items.map(({ title }) => title) ?? []).toEqual(ids.map((id) => `Product ${id}`));
    if (ids.length === 0) expect(shown).toBeNull();
  });

  test.each<[string, Partial<WaitingBanner>]>([
    ['the person has something in a cart', { isShopping: true }],
    ['the person has ordered since', { ordered: true }],
    ['it was seen often enough', { seenTimes: MOST_SHOWINGS }],
    ['it has expired', { expiresAt: NOW }],
  ])('is none, and looks nothing up, once %s', (_when, change) => {
    expect(choose([{ ...BESIDE_ORDER, ...change }], FERN, three)).toBeNull();
    expect(mayRecommend([{ ...BESIDE_ORDER, ...change }], NOW)).toBe(false);
    expect(mayRecommend([BESIDE_ORDER], NOW)).toBe(true);
  });

  test('steps back behind a cart that is still open', () => {
    const older = { ...BESIDE_ORDER, createdAt: BANNER.createdAt - 1, isShopping: true };
    expect(choose([BANNER, older], FERN, three)?.id).toBe('b1');
    expect(mayRecommend([BANNER], NOW)).toBe(false);
  });
});
