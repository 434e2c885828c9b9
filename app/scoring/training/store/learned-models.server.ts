import type { ShopClient } from '#app/platform/db.server.ts';
import type { InsufficientData, LearnedEvidence } from '#app/scoring/training/evidence.ts';
import type {
  LearnedParameters,
  LearnedVersion,
  LearningAttempt,
} from '#app/scoring/training/learned-models.ts';

const VERSIONS_KEPT = 12;

/** Deletes the attempts that learned nothing. */
export async function deleteLearningAttempts(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `delete from prediction_model where shop_id = $1 and kind = 'conversion'
        and evidence ->> 'outcome' = 'too_little'`,
    [shopId],
  );
}

/** Takes the version that was learned last out of use. */
export async function retireLearnedModel(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `update prediction_model set in_use = false where shop_id = $1 and kind = 'conversion' and in_use`,
    [shopId],
  );
}

/**
 * Saves a version or an attempt as the newest.
 * @param now epoch milliseconds
 */
export async function insertLearnedModel(
  client: ShopClient,
  shopId: string,
  parameters: LearnedParameters | Pick<LearnedParameters, 'basedOn'>,
  evidence: (LearnedEvidence & { outcome: 'learned' }) | InsufficientData,
  now: number,
): Promise<void> {
  await client.query(
    `insert into prediction_model (shop_id, kind, version, parameters, evidence, in_use, fitted_at)
     select $1, 'conversion', coalesce(max(version), 0) + 1, $2, $3, $4, $5
       from prediction_model where shop_id = $1 and kind = 'conversion'`,
    [
      shopId,
      JSON.stringify(parameters),
      JSON.stringify(evidence),
      evidence.outcome === 'learned',
      new Date(now),
    ],
  );
}

/** Deletes all but the newest versions. */
export async function deleteOldLearnedModels(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `delete from prediction_model where shop_id = $1 and kind = 'conversion' and version <= (
       select max(version) - $2 from prediction_model where shop_id = $1 and kind = 'conversion')`,
    [shopId, VERSIONS_KEPT],
  );
}

/** What was learned, newest first, and the newest attempt where nothing was learned. */
export async function loadLearned(
  client: ShopClient,
  shopId: string,
): Promise<{ versions: LearnedVersion[]; lastAttempt: LearningAttempt | null }> {
  const { rows } = await client.query<{
    version: number;
    at: number;
    parameters: LearnedParameters;
    evidence: (LearnedEvidence & { outcome: 'learned' }) | InsufficientData;
  }>(
    `select version, fitted_at as at, parameters, evidence from prediction_model
      where shop_id = $1 and kind = 'conversion' order by version desc`,
    [shopId],
  );
  let lastAttempt: LearningAttempt | null = null;
  const versions: LearnedVersion[] = [];
  for (const { version, at, parameters, evidence } of rows)
    if (evidence.outcome === 'too_little') lastAttempt = { triedAt: at, result: evidence };
    else versions.push({ ...parameters, version, learnedAt: at, evidence });
  return { versions, lastAttempt };
}
