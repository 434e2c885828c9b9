import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { compareModels } from './compare-models.ts';
import type { ScoreModel } from './model.ts';
import type { ScoreDraft } from './parse-score-model.ts';
import type { RevertModelOutcome, SaveModelOutcome } from './save-score-model.ts';
import {
  insertScoreModel,
  loadScoreModel,
  scoreModelVersion,
} from './store/score-models.server.ts';
import type { ModelOrigin } from './score-models.ts';

/** Who changes the model, having seen which version, why and when. */
export type ModelChange = {
  base: number;
  by: string;
  /** Why, in a line; may be empty. */
  note: string;
  origin: ModelOrigin;
  /** Epoch milliseconds. */
  now: number;
};

/**
 * Saves a model as the newest version, which is the one in use. Call `changePolicy` after it in the same
 * transaction, so that people are scored by it.
 */
export async function saveScoreModel(
  client: ShopClient,
  shopId: string,
  draft: ScoreDraft,
  { base, by, note, origin, now }: ModelChange,
): Promise<SaveModelOutcome> {
  const used = await loadScoreModel(client, shopId);
  if (used.version !== base) return { outcome: 'conflict' };
  const changes = compareModels(used.model, draft);
  if (changes.length === 0) return { outcome: 'unchanged' };
  const version = base + 1;
  const model: ScoreModel = { ...draft, version };
  const made = { origin, note, madeBy: by, madeAt: now };
  // Of two who save at once the second finds the number taken.
  if (!(await insertScoreModel(client, shopId, model, made))) return { outcome: 'conflict' };
  const action = `score_model.${origin}`;
  const entry = { actor: by, action, subject: 'score_model', before: used.model, after: model };
  await recordAudit(client, shopId, entry, now);
  return { outcome: 'saved', version };
}

/** Makes an earlier version the newest again. */
export async function revertScoreModel(
  client: ShopClient,
  shopId: string,
  version: number,
  change: Omit<ModelChange, 'note' | 'origin'>,
): Promise<RevertModelOutcome> {
  const model = await scoreModelVersion(client, shopId, version);
  if (!model) return { outcome: 'not_found' };
  const { version: _version, ...draft } = model;
  return await saveScoreModel(client, shopId, draft, {
    ...change,
    note: `Version ${String(version)} again`,
    origin: 'reverted',
  });
}
