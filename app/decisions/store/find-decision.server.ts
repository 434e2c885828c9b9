import type { DecisionPlace } from '#app/decisions/decision-view.ts';
import type { StoredDecision } from '#app/decisions/stored-decision.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A decision by its id and moment; null when there is none, as after its time. */
export async function findDecision(
  client: ShopClient,
  shopId: string,
  { at, id }: DecisionPlace,
): Promise<StoredDecision | null> {
  const { rows } = await client.query<StoredDecision>(
    `select id, at, profile_id as "profileId", run_id as "runId", effect_key as "effectKey", outcome, reason, rule,
            facts, input, journey_key as "journeyKey", message_key as "messageKey"
       from decision where shop_id = $1 and id = $2 and at = $3`,
    [shopId, id, new Date(at)],
  );
  return rows[0] ?? null;
}

/** Whether the shop has any decision. */
export async function hasDecisions(client: ShopClient, shopId: string): Promise<boolean> {
  const { rowCount } = await client.query('select from decision where shop_id = $1 limit 1', [
    shopId,
  ]);
  return rowCount === 1;
}
