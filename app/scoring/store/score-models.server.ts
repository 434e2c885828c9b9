import type { ShopClient } from '#app/platform/db.server.ts';
import type { ScoreModelVersion } from '#app/scoring/score-models.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { retailModel } from '#app/scoring/retail-model.ts';

/** The model of a shop that saved none: a saved one is version 2 at least. */
const FIRST: ScoreModelVersion & { model: ScoreModel } = {
  version: retailModel.version,
  origin: 'ready',
  note: 'The ready model for retail',
  madeBy: 'system',
  madeAt: null,
  model: retailModel,
};

/** A version as it is stored. */
type SavedVersion = Omit<ScoreModelVersion, 'madeAt'> & { madeAt: number; model: ScoreModel };

const VERSIONS_SHOWN = 20;

/** The model in use: the newest version. */
export async function loadScoreModel(
  client: ShopClient,
  shopId: string,
): Promise<{ version: number; model: ScoreModel }> {
  return await scoreModelAt(client, shopId, Infinity);
}

/**
 * The model that was in use at a moment.
 * @param at epoch milliseconds; Infinity for the newest
 */
export async function scoreModelAt(
  client: ShopClient,
  shopId: string,
  at: number,
): Promise<{ version: number; model: ScoreModel }> {
  const { rows } = await client.query<{ version: number; model: ScoreModel }>(
    `select version, model from score_model where shop_id = $1 and made_at <= $2
      order by version desc limit 1`,
    [shopId, at === Infinity ? 'infinity' : new Date(at)],
  );
  return rows[0] ?? FIRST;
}

/** One version; null when the shop has no such one. */
export async function scoreModelVersion(
  client: ShopClient,
  shopId: string,
  version: number,
): Promise<ScoreModel | null> {
  if (version === FIRST.version) return FIRST.model;
  const { rows } = await client.query<{ model: ScoreModel }>(
    'select model from score_model where shop_id = $1 and version = $2',
    [shopId, version],
  );
  return rows[0]?.model ?? null;
}

/** The newest versions with what they hold, newest first; the first of all is the ready one. */
export async function scoreModelVersions(
  client: ShopClient,
  shopId: string,
): Promise<(ScoreModelVersion & { model: ScoreModel })[]> {
  const { rows } = await client.query<SavedVersion>(
    `select version, origin, note, made_by as "madeBy", made_at as "madeAt", model
       from score_model where shop_id = $1 order by version desc limit $2`,
    [shopId, VERSIONS_SHOWN],
  );
  return rows.length < VERSIONS_SHOWN ? [...rows, FIRST] : rows;
}

/**
 * Saves a version.
 * @param madeAt epoch milliseconds
 * @returns false when the shop has a version of this number already
 */
export async function insertScoreModel(
  client: ShopClient,
  shopId: string,
  model: ScoreModel,
  { origin, note, madeBy, madeAt }: Omit<SavedVersion, 'version' | 'model'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into score_model (shop_id, version, model, origin, note, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [shopId, model.version, JSON.stringify(model), origin, note, madeBy, new Date(madeAt)],
  );
  return rowCount === 1;
}
