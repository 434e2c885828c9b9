import { inventoryLevelPayload, productPayload, variantPayload } from './payloads/stock.ts';
import { productOfVariant, type ShopBooks } from './shop-books.ts';
import type { LineItem, Product, ShopifyId } from './shop-records.ts';

/**
 * Sets the pieces at hand. Emits inventory_levels/update and products/update, and variants/in_stock or
 * variants/out_of_stock when the stock crosses zero; all of one event.
 */
export function setStock(
  books: ShopBooks,
  variantId: ShopifyId,
  stock: number,
  when: { at?: number } = {},
): Product {
  const product = productOfVariant(books, variantId);
  const before = product.stock;
  if (stock === before) return product;
  const at = when.at ?? books.clock.now();
  product.stock = stock;
  product.updatedAt = at;
  const event = { at, eventId: books.ids.uuid() };
  books.emit('inventory_levels/update', inventoryLevelPayload(books, product), event);
  if (before > 0 !== stock > 0) {
    const topic = stock > 0 ? 'variants/in_stock' : 'variants/out_of_stock';
    books.emit(topic, variantPayload(books, product, before), event);
  }
  books.emit('products/update', productPayload(books, product, before), event);
  return product;
}

/** Takes sold pieces away; like Shopify's overselling, stock may go below zero. */
export function takeFromStock(books: ShopBooks, lines: readonly LineItem[], at: number): void {
  for (const line of lines) {
    const product = books.productsByVariant.get(line.variantId);
    if (product) setStock(books, line.variantId, product.stock - line.quantity, { at });
  }
}
