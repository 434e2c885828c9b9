import type { ShopClient } from '#app/platform/db.server.ts';
import type { LifetimeEvidence, SavedLifetimeModel } from './model/evidence.ts';
import { insertLifetimeModel, retireLifetimeModel } from './store/lifetime-models.server.ts';

/**
 * Saves a fitted model as the next version and puts it to use.
 * @param now epoch milliseconds
 * @returns its version
 */
export async function saveLifetimeModel(
  client: ShopClient,
  shopId: string,
  model: SavedLifetimeModel,
  evidence: LifetimeEvidence,
  now: number,
): Promise<number> {
  await retireLifetimeModel(client, shopId);
  return await insertLifetimeModel(client, shopId, model, evidence, now);
}
