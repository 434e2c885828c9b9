import type { ShopClient } from '#app/platform/db.server.ts';
import type { InsufficientData, LearnedScore } from './evidence.ts';
import {
  deleteLearningAttempts,
  deleteOldLearnedModels,
  insertLearnedModel,
  retireLearnedModel,
} from './store/learned-models.server.ts';

/**
 * Saves what a learning came to as the newest version. An attempt that learned nothing is kept until the next one.
 * @param basedOn version of the score model that it was learned for
 */
export async function saveLearned(
  client: ShopClient,
  shopId: string,
  result: LearnedScore | InsufficientData,
  basedOn: number,
  now: number,
): Promise<void> {
  await deleteLearningAttempts(client, shopId);
  if (result.outcome === 'learned') {
    const { outcome, intercept, rules, suggested, evidence } = result;
    await retireLearnedModel(client, shopId);
    const parameters = { intercept, rules, suggested, basedOn };
    await insertLearnedModel(client, shopId, parameters, { outcome, ...evidence }, now);
  } else await insertLearnedModel(client, shopId, { basedOn }, result, now);
  await deleteOldLearnedModels(client, shopId);
}
