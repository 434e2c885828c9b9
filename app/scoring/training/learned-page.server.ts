import type { ShopClient } from '#app/platform/db.server.ts';
import type { LearnedVersionLine } from './learned-page.ts';
import { compareModels } from '../compare-models.ts';
import type { ScoreModel } from '../model.ts';
import { loadScoreModel } from '../score-models.server.ts';
import { evaluationOf } from './words.ts';
import { loadLearned, type LearnedVersion, type LearningAttempt } from './learned-models.server.ts';
import type { Learning } from './learning.ts';
import { loadLearning } from './learning.server.ts';

export type LearnedPage = {
  learning: Learning | null;
  /** The newest attempt where nothing was learned. */
  lastAttempt: LearningAttempt | null;
  /** Newest first. */
  versions: LearnedVersionLine[];
  /** The version that is shown; null when nothing was learned yet. */
  shown: LearnedVersion | null;
  /** What using it changes, in sentences; empty when the score is by it already. */
  changes: string[];
  /** The score model in use. */
  inUse: { version: number; model: ScoreModel };
};

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
