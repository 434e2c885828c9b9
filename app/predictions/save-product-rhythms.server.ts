import type { ShopClient } from '#app/platform/db.server.ts';
import type { ShopDays } from './model/shop-days.ts';
import { deleteProductRhythms, insertProductRhythms } from './store/product-rhythms.server.ts';

/**
 * Computes after how many days each product is bought again, and saves it in place of what was known.
 * @param people how many ever bought
 */
export async function saveProductRhythms(
  client: ShopClient,
  shopId: string,
  people: number,
  span: { now: number; days: ShopDays },
): Promise<void> {
  await deleteProductRhythms(client, shopId);
  await insertProductRhythms(client, shopId, people, span);
}
