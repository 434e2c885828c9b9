import type { ShopClient } from '#app/platform/db.server.ts';
import type { AdoptLearnedOutcome } from '#app/scoring/training/learned-models.ts';
import { loadLearned } from '#app/scoring/training/store/learned-models.server.ts';
import { mayBeUsed, evaluationOf } from '#app/scoring/training/words.ts';
import { saveScoreModel } from '#app/scoring/save-score-model.server.ts';
import { changePolicy } from './recompute/change-policy.server.ts';

/**
 * Scores by the points of a learned version from now on: they become the newest version of the score model,
 * and all profiles are recomputed. In the caller's transaction, as the last call.
 * @param version of what was learned
 * @param change `base` is the version of the score model that was seen to be in use
 */
export async function adoptLearnedModel(
  client: ShopClient,
  shopId: string,
  version: number,
  change: { base: number; by: string; now: number },
): Promise<AdoptLearnedOutcome> {
  const { versions } = await loadLearned(client, shopId);
  const found = versions.find((one) => one.version === version);
  if (!found) return { outcome: 'not_found' };
  if (!mayBeUsed(evaluationOf(found.evidence))) return { outcome: 'not_proven' };
  const { version: _version, ...draft } = found.suggested;
  const note = `Learned from orders, version ${String(version)}`;
  const saved = await saveScoreModel(client, shopId, draft, { ...change, note, origin: 'learned' });
  if (saved.outcome === 'saved') await changePolicy(client, shopId);
  return saved;
}
