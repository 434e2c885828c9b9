import type { ShopClient } from '#app/platform/db.server.ts';
import {
  limitAndOffset,
  rowPage,
  sqlOrder,
  type ListView,
  type RowPage,
} from '#app/lib/list-view.ts';
import type { LifetimeModelVersion, ModelSort } from '#app/predictions/lifetime-models.ts';
import { LifetimeEvidence, SavedLifetimeModel } from '#app/predictions/model/evidence.ts';

type Row = Omit<LifetimeModelVersion, 'model' | 'evidence'> & {
  parameters: unknown;
  evidence: unknown;
};

const COLUMNS = 'version, parameters, evidence, in_use as "inUse", fitted_at as "fittedAt"';

/** Models on a page. */
const MODELS_SHOWN = 20;

/** A page of a shop's models; `search` is looked for in their numbers. */
export async function lifetimeModels(
  client: ShopClient,
  shopId: string,
  view: ListView<ModelSort>,
): Promise<RowPage<LifetimeModelVersion>> {
  const { rows } = await client.query<Row>(
    `select ${COLUMNS} from prediction_model
      where shop_id = $1 and kind = 'lifetime' and position($2 in version::text) > 0
      order by version ${sqlOrder(view)} limit $3 offset $4`,
    [shopId, view.search, ...limitAndOffset(view, MODELS_SHOWN)],
  );
  return rowPage(rows.map(read), MODELS_SHOWN);
}

/** The model that people are predicted by; null when there is none. */
export async function lifetimeModel(
  client: ShopClient,
  shopId: string,
): Promise<LifetimeModelVersion | null> {
  const { rows } = await client.query<Row>(
    `select ${COLUMNS} from prediction_model where shop_id = $1 and kind = 'lifetime' and in_use`,
    [shopId],
  );
  return rows[0] ? read(rows[0]) : null;
}

/** Takes the model that people are predicted by out of use. */
export async function retireLifetimeModel(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `update prediction_model set in_use = false where shop_id = $1 and kind = 'lifetime' and in_use`,
    [shopId],
  );
}

/**
 * Saves a fitted model as the next version, in use.
 * @param now epoch milliseconds
 * @returns its version
 */
export async function insertLifetimeModel(
  client: ShopClient,
  shopId: string,
  model: SavedLifetimeModel,
  evidence: LifetimeEvidence,
  now: number,
): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `insert into prediction_model (shop_id, kind, version, parameters, evidence, in_use, fitted_at)
     select $1, 'lifetime', coalesce(max(version), 0) + 1, $2, $3, true, $4
       from prediction_model where shop_id = $1 and kind = 'lifetime'
     returning version`,
    [shopId, JSON.stringify(model), JSON.stringify(evidence), new Date(now)],
  );
  const [saved] = rows;
  if (!saved) throw new Error('The database did not save the model.');
  return saved.version;
}

function read({ parameters, evidence, ...row }: Row): LifetimeModelVersion {
  return {
    ...row,
    model: SavedLifetimeModel.parse(parameters),
    evidence: LifetimeEvidence.parse(evidence),
  };
}
