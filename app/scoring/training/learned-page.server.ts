import type { ShopClient } from '#app/platform/db.server.ts';
import type { LearnedPage } from './learned-page.ts';
import { compareModels } from '../compare-models.ts';
import type { ScoreModel } from '../model.ts';
import { loadScoreModel } from '../store/score-models.server.ts';
import { evaluationOf } from './words.ts';
import { loadLearned } from './store/learned-models.server.ts';
import { loadLearning } from './store/learning.server.ts';

/**
 * Everything that the page of what was learned shows.
 * @param wanted the version to show; the newest when there is no such one
 */
export async function loadLearnedPage(
  client: ShopClient,
  shopId: string,
  wanted: number,
): Promise<LearnedPage> {
  const inUse = await loadScoreModel(client, shopId);
  const { versions, lastAttempt } = await loadLearned(client, shopId);
  const shown = versions.find(({ version }) => version === wanted) ?? versions[0] ?? null;
  const changesTo = (model: ScoreModel) => compareModels(inUse.model, model);
  return {
    learning: await loadLearning(client, shopId),
    lastAttempt,
    versions: versions.map(({ version, learnedAt, evidence, suggested }) => ({
      version,
      learnedAt,
      area: evidence.area.value,
      outcomes: evidence.learned.outcomes + evidence.tested.outcomes,
      evaluation: evaluationOf(evidence),
      isInUse: changesTo(suggested).length === 0,
    })),
    shown,
    changes: shown ? changesTo(shown.suggested) : [],
    inUse,
  };
}
