import { expect, test } from 'vitest';
import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import { viewRecommended } from './view-recommended.ts';

function product(id: string, over: Partial<RecommendedProduct> = {}): RecommendedProduct {
  return {
    productId: id,
    title: `Product ${id}`,
    handle: `product-${id}`,
    imageUrl: null,
    priceMinor: 650,
    currency: 'GBP',
    why: { kind: 'bought', with: 'Mug', times: 3 },
    ...over,
  };
}

const [one, two, three, four] = [product('1'), product('2'), product('3'), product('4')];
const newest = product('9', { why: { kind: 'newest' } });
const pageless = product('8', { handle: null });

function view(recommended: RecommendedProduct[], bought: string[] = []) {
  const lines = bought.map((productId) => ({
    productId,
    variantId: null,
    title: 'Bought',
    variantTitle: null,
    quantity: 1,
    unitMinor: 100,
  }));
  const track = (url: string) => `tracked:${url}`;
  return viewRecommended(recommended, lines, 'EUR', 'https://shop.example', 'en', track);
}

test.each<[string, RecommendedProduct[], string[], string | null, string[]]>([
  ['three at most, the likeliest first', [two, one, four, three], [], 'Goes well', ['2', '1', '4']],
  ['two are enough', [one, two], [], 'Goes well', ['1', '2']],
  ['one is too few', [one], [], null, []],
  ['none', [], [], null, []],
  ['nothing of what the mail is about', [one, two, three], ['2'], 'Goes well', ['1', '3']],
  ['too few without what the mail is about', [one, two], ['2'], null, []],
  ['nothing without a page to lead to', [pageless, one, two], [], 'Goes well', ['1', '2']],
  ['too few with a page', [pageless, one], [], null, []],
  ['words that are also true of a new shop', [one, newest], [], 'You may also like', ['1', '9']],
  [
    'words by what is shown, not by what was left over',
    [one, two, three, newest],
    [],
    'Goes well',
    ['1', '2', '3'],
  ],
])('what a mail recommends: %s', (_case, recommended, bought, heading, ids) => {
  const shown = view(recommended, bought);
  expect(shown?.products.map(({ title }) => title) ?? []).toEqual(ids.map((id) => `Product ${id}`));
  if (heading === null) expect(shown).toBeNull();
  else expect(shown?.heading).toContain(heading);
});

test.each<[string, Partial<RecommendedProduct>, string | null]>([
  ['its own currency', { currency: 'JPY', priceMinor: 650 }, '¥650'],
  ["the shop's where none was received", { currency: null }, '€6.50'],
  ['no price where none is known', { priceMinor: null }, null],
  ['no price in what is no currency', { currency: 'Taler' }, null],
])('a recommended product shows %s', (_case, over, price) => {
  expect(view([product('1', over), two])?.products[0]?.price).toBe(price);
});

test('recommended products are pictured together or not at all', () => {
  const pictured = (id: string) => product(id, { imageUrl: `https://cdn.example/${id}.png` });
  const images = (products: RecommendedProduct[]) =>
    view(products)?.products.map(({ image }) => image);
  expect(images([pictured('1'), pictured('2')])).toEqual([
    'https://cdn.example/1.png',
    'https://cdn.example/2.png',
  ]);
  expect(images([pictured('1'), two])).toEqual([null, null]);
});

test('a recommended product leads to its page by a tracked link', () => {
  const shown = view([product('1', { handle: 'mug & lid' }), two]);
  expect(shown?.products[0]?.url).toBe('tracked:https://shop.example/products/mug%20%26%20lid');
});
