import type { ShopClient } from '#app/db.server.ts';
import type { Evidence, Learned, TooLittle } from './evidence.ts';

/** What was learned, without how well it tells. */
type Parameters = Pick<Learned, 'intercept' | 'rules' | 'suggested'> & {
  /** The version of the score model whose rules were weighed. */
  basedOn: number;
};

export type LearnedVersion = Parameters & {
  version: number;
  /** Epoch milliseconds. */
  learnedAt: number;
  evidence: Evidence;
};

/** The newest try, where it taught nothing. */
export type Try = { triedAt: number; result: TooLittle };

const VERSIONS_KEPT = 12;

/**
 * Saves what a learning came to as the newest version. A try that taught nothing is kept until the next one.
 * @param basedOn version of the score model whose rules were weighed
 */
export async function saveLearned(
  client: ShopClient,
  shopId: string,
  result: Learned | TooLittle,
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

function withoutEvidence({ intercept, rules, suggested }: Learned): Omit<Parameters, 'basedOn'> {
  return { intercept, rules, suggested };
}

/** What was learned, newest first, and the newest try where it taught nothing. */
export async function loadLearned(
  client: ShopClient,
  shopId: string,
): Promise<{ versions: LearnedVersion[]; lastTry: Try | null }> {
  const { rows } = await client.query<{
    version: number;
    at: number;
    parameters: Parameters;
    evidence: (Evidence & { outcome: 'learned' }) | TooLittle;
  }>(
    `select version, fitted_at as at, parameters, evidence from prediction_model
      where shop_id = $1 and kind = 'conversion' order by version desc`,
    [shopId],
  );
  let lastTry: Try | null = null;
  const versions: LearnedVersion[] = [];
  for (const { version, at, parameters, evidence } of rows)
    if (evidence.outcome === 'too_little') lastTry = { triedAt: at, result: evidence };
    else versions.push({ ...parameters, version, learnedAt: at, evidence });
  return { versions, lastTry };
}
