import type { ShopClient } from '#app/platform/db.server.ts';
import type { LearnedEvidence, LearnedScore, InsufficientData } from './evidence.ts';
import type { LearnedParameters, LearnedVersion, LearningAttempt } from './learned-models.ts';

const VERSIONS_KEPT = 12;

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
  const isLearned = result.outcome === 'learned';
  await client.query(
    `delete from prediction_model where shop_id = $1 and kind = 'conversion'
        and evidence ->> 'outcome' = 'too_little'`,
    [shopId],
  );
  if (isLearned)
    await client.query(
      `update prediction_model set in_use = false where shop_id = $1 and kind = 'conversion' and in_use`,
      [shopId],
    );
  await client.query(
    `insert into prediction_model (shop_id, kind, version, parameters, evidence, in_use, fitted_at)
     select $1, 'conversion', coalesce(max(version), 0) + 1, $2, $3, $4, $5
       from prediction_model where shop_id = $1 and kind = 'conversion'`,
    [
      shopId,
      JSON.stringify({ ...(isLearned ? withoutEvidence(result) : {}), basedOn }),
      JSON.stringify(isLearned ? { outcome: result.outcome, ...result.evidence } : result),
      isLearned,
      new Date(now),
    ],
  );
  await client.query(
    `delete from prediction_model where shop_id = $1 and kind = 'conversion' and version <= (
       select max(version) - $2 from prediction_model where shop_id = $1 and kind = 'conversion')`,
    [shopId, VERSIONS_KEPT],
  );
}

function withoutEvidence({
  intercept,
  rules,
  suggested,
}: LearnedScore): Omit<LearnedParameters, 'basedOn'> {
  return { intercept, rules, suggested };
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
