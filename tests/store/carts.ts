import { cartPayload } from './payloads/cart.ts';
import type { Cart, LineItem, ShopifyId } from './shop-records.ts';
import { emitEvent, productOfVariant, type ShopBooks } from './shop-books.ts';

/** What a shopper asks for. */
export type LineRequest = { variantId: ShopifyId; quantity: number };

export type CartInput = { lines: LineRequest[]; note?: string; at?: number };

/** Starts an anonymous cart and emits carts/create. */
export function createCart(books: ShopBooks, input: CartInput): Cart {
  const at = input.at ?? books.clock.now();
  const cart: Cart = {
    token: books.ids.token(),
    lines: linesFor(books, input.lines),
    note: input.note ?? null,
    createdAt: at,
    updatedAt: at,
  };
  books.carts.set(cart.token, cart);
  emitEvent(books, 'carts/create', cartPayload(books, cart), at);
  return cart;
}

/** Replaces a cart's lines (none empties it). Emits carts/update, but like Shopify only after a change. */
export function updateCart(books: ShopBooks, token: string, input: CartInput): Cart {
  const cart = books.carts.get(token);
  if (!cart) throw new Error(`The store has no cart ${token}. Create one with createCart.`);
  const at = input.at ?? books.clock.now();
  const lines = linesFor(books, input.lines);
  const note = input.note ?? cart.note;
  if (note === cart.note && contents(lines) === contents(cart.lines)) return cart;
  cart.lines = lines;
  cart.note = note;
  cart.updatedAt = at;
  emitEvent(books, 'carts/update', cartPayload(books, cart), at);
  return cart;
}

/** Priced lines for a request; throws on an unknown variant or a quantity that is no positive integer. */
export function linesFor(books: ShopBooks, requests: readonly LineRequest[]): LineItem[] {
  return requests.map(({ variantId, quantity }) => {
    if (!Number.isInteger(quantity) || quantity < 1) {
      throw new Error(
        `A line's quantity must be a positive integer, not ${quantity}. Leave the line out instead.`,
      );
    }
    const product = productOfVariant(books, variantId);
    return {
      id: books.ids.next(),
      productId: product.id,
      variantId,
      sku: product.sku,
      title: product.title,
      vendor: product.vendor,
      quantity,
      unitPriceMinor: product.priceMinor,
    };
  });
}

function contents(lines: readonly LineItem[]): string {
  return lines.map((line) => `${line.variantId}x${line.quantity}`).join();
}
