import type { ShopClient } from '#app/platform/db.server.ts';
import { NUMBER_FIELDS } from '#app/segments/fields/number-fields.ts';
import { TIME_FIELDS } from '#app/segments/fields/time-fields.ts';

/** The fields whose value changes when a prediction is saved. */
export const PREDICTION_FIELDS: readonly string[] = [
  ...Object.entries(NUMBER_FIELDS),
  ...Object.entries(TIME_FIELDS),
].flatMap(([field, { isPrediction }]) => (isPrediction ? [field] : []));

/** Whether a segment of a shop that is in use asks for a prediction, anywhere in its conditions. */
export async function hasPredictionSegment(client: ShopClient, shopId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from segment join segment_version using (shop_id, key, version)
      where shop_id = $1 and archived_at is null
        and jsonb_path_exists(predicate::jsonb, 'lax $.** ? (@.field == $fields[*] || @.than == $fields[*])',
              jsonb_build_object('fields', $2::text[]))
      limit 1`,
    [shopId, PREDICTION_FIELDS],
  );
  return rowCount === 1;
}
