import type { ShopClient } from '#app/platform/db.server.ts';
import { correctFigures, deleteZeroFigures } from './store/recount-figures.server.ts';

/**
 * Counts all figures of a shop and corrects those that differ from what is stored.
 * @returns the figures that were wrong; none unless a trigger was missing
 */
export async function recountFigures(client: ShopClient, shopId: string): Promise<string[]> {
  const figures = await correctFigures(client, shopId);
  await deleteZeroFigures(client, shopId);
  return [...new Set(figures)].sort();
}
