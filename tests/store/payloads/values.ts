import { DateTime } from 'luxon';
import type { ShopBooks } from '../shop-books.ts';
import type { ShopifyId } from '../shop-records.ts';

export type Payload = Record<string, unknown>;

/** An id as a JSON number, exact even above 2^53. */
export function idNumber(id: ShopifyId): unknown {
  return JSON.rawJSON(id);
}

/** A moment with the shop's own offset and to the second, as orders and customers write it. */
export function shopTime(books: ShopBooks, at: number): string {
  const text = DateTime.fromMillis(at - (at % 1_000), {
    zone: books.identity.timezone,
  }).toISO({
    suppressMilliseconds: true,
  });
  if (text === null)
    throw new Error(`${at} is no moment in ${books.identity.timezone}. Pass epoch milliseconds.`);
  return text;
}

/** A moment in UTC with milliseconds, as carts write it. */
export function utcTime(at: number): string {
  return new Date(at).toISOString();
}

/** Minor units as Shopify's decimal text. */
export function amount(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** Shop and presentment money; the local shop sells in its own currency only. */
export function moneySet(books: ShopBooks, minor: number): Payload {
  const money = { amount: amount(minor), currency_code: books.identity.currency };
  return { shop_money: money, presentment_money: money };
}
