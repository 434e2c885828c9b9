import type { ShopBooks } from '../shop-books.ts';
import type { Cart, LineItem } from '../shop-records.ts';
import { amount, idNumber, moneySet, utcTime, type Payload } from './values.ts';

/** carts/create and carts/update: id equals token; no customer, email or currency at the top. */
export function cartPayload(books: ShopBooks, cart: Cart): Payload {
  return {
    id: cart.token,
    token: cart.token,
    line_items: cart.lines.map((line) => cartLine(books, line)),
    note: cart.note,
    updated_at: utcTime(cart.updatedAt),
    created_at: utcTime(cart.createdAt),
  };
}

function cartLine(books: ShopBooks, line: LineItem): Payload {
  const price = amount(line.unitPriceMinor);
  const total = line.unitPriceMinor * line.quantity;
  return {
    id: idNumber(line.variantId),
    properties: null,
    quantity: line.quantity,
    variant_id: idNumber(line.variantId),
    key: `${line.variantId}:${line.sku.toLowerCase()}`,
    discounted_price: price,
    discounts: [],
    gift_card: false,
    grams: 0,
    line_price: amount(total),
    original_line_price: amount(total),
    original_price: price,
    price,
    product_id: idNumber(line.productId),
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: amount(0),
    vendor: line.vendor,
    discounted_price_set: moneySet(books, line.unitPriceMinor),
    line_price_set: moneySet(books, total),
    original_line_price_set: moneySet(books, total),
    price_set: moneySet(books, line.unitPriceMinor),
    total_discount_set: moneySet(books, 0),
    parent_relationship: null,
  };
}
