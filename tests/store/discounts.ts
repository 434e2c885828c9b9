import { linesTotal, type LineItem, type ShopifyId } from './shop-records.ts';
import type { StoreDiscountCode } from './discount-records.ts';
import type { ShopBooks } from './shop-books.ts';

/** A code in whatever case it is typed; undefined when there is none. */
export function findCode(books: ShopBooks, code: string): StoreDiscountCode | undefined {
  return books.discountCodes.get(code.toUpperCase());
}

/** Adds a code to a discount. @returns why it cannot be; null when it was */
export function addCode(books: ShopBooks, discountId: ShopifyId, code: string): string | null {
  if (findCode(books, code)) return 'Code must be unique. Please try a different code.';
  books.discountCodes.set(code.toUpperCase(), { id: books.ids.next(), code, discountId, uses: 0 });
  return null;
}

/**
 * Uses the codes of an order, as its checkout allows: codes that no discount has count for nothing here.
 * @returns what they take off, in minor units
 */
export function redeemCodes(
  books: ShopBooks,
  codes: readonly string[],
  lines: readonly LineItem[],
): number {
  const total = linesTotal([...lines]);
  let minor = 0;
  for (const text of codes) {
    const known = findCode(books, text);
    const discount = known && books.discounts.get(known.discountId);
    if (!known || !discount) continue;
    if (known.uses > 0)
      throw new Error(`Discount code ${text} was used. A checkout takes it once; use another.`);
    known.uses += 1;
    if (discount.value.kind === 'percentage') minor += Math.round(total * discount.value.share);
    if (discount.value.kind === 'amount') minor += discount.value.minor;
  }
  return Math.min(total, minor);
}
