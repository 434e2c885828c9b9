import {
  linesTotal,
  type Customer,
  type LineItem,
  type Product,
} from '#tests/store/shop-records.ts';
import type { Store } from '#tests/store/store.ts';
import { cookieOf, CART_COOKIE, signedInCustomerId } from './cookies.ts';

/** Countries the shop sells to; what Shopify's Liquid calls `localization.available_countries`. */
const COUNTRY_CODES = [
  'AU',
  'AT',
  'BE',
  'CA',
  'CY',
  'CZ',
  'DK',
  'FI',
  'FR',
  'DE',
  'GR',
  'IS',
  'IE',
  'IL',
  'IT',
  'JP',
  'LT',
  'LU',
  'MT',
  'NL',
  'NO',
  'PL',
  'PT',
  'SG',
  'ES',
  'SE',
  'CH',
  'AE',
  'GB',
  'US',
];
const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** Searches worth a place in the menu, as far as the catalogue fills them. */
const RANGES = ['Bag', 'Mug', 'Candle', 'Tin', 'Heart', 'Christmas'];
const RANGE_SIZE = 4;

export function countryName(code: string): string {
  return countryNames.of(code) ?? code;
}

/** The cart a visitor's cookie points at, as long as it still exists. */
export function cartTokenOf(store: Store, request: Request): string | undefined {
  const token = cookieOf(request, CART_COOKIE);
  return token !== undefined && store.shop.carts.has(token) ? token : undefined;
}

/** What Liquid knows on every page, under Shopify's names. */
export function pageValues(store: Store, request: Request): Record<string, unknown> {
  const { identity, products, customers } = store.shop;
  const cart = store.shop.carts.get(cartTokenOf(store, request) ?? '');
  const customer = customers.get(signedInCustomerId(request) ?? '');
  const available_countries = COUNTRY_CODES.map((code) => ({
    iso_code: code,
    name: countryName(code),
  }));
  return {
    shop: { name: identity.name, currency: identity.currency },
    routes: { cart_url: '/storefront/cart' },
    localization: { available_countries, country: { iso_code: identity.countryCode } },
    ranges: RANGES.filter(
      (range) =>
        [...products.values()].filter(({ title }) => title.includes(range)).length >= RANGE_SIZE,
    ),
    cart: {
      item_count: itemCount(cart?.lines ?? []),
      total_price: linesTotal(cart?.lines ?? []),
      items: cartItems(store, cart?.lines ?? []),
    },
    customer: customer && customerValues(customer),
  };
}

export function productValues(product: Product): Record<string, unknown> {
  return {
    id: product.id,
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    type: product.productType,
    sku: product.sku,
    price: product.priceMinor,
    stock: product.stock,
    available: product.stock > 0,
    variant_id: product.variantId,
    image: pictureOf(product),
  };
}

export function cartItems(store: Store, lines: readonly LineItem[]): Record<string, unknown>[] {
  return lines.map((line) => {
    const product = store.shop.products.get(line.productId);
    return {
      variant_id: line.variantId,
      title: line.title,
      quantity: line.quantity,
      price: line.unitPriceMinor,
      line_price: line.unitPriceMinor * line.quantity,
      image: product && pictureOf(product),
      url: `/storefront/products/${product?.handle ?? ''}`,
    };
  });
}

export function customerValues(customer: Customer): Record<string, unknown> {
  const name = `${customer.firstName} ${customer.lastName}`.trim();
  return {
    id: customer.id,
    first_name: customer.firstName,
    name: name || 'Customer',
    email: customer.email,
  };
}

function pictureOf(product: Product): string {
  return `/images/${product.handle}.svg`;
}

function itemCount(lines: readonly LineItem[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
