import type { ShopClient } from '#app/platform/db.server.ts';
import type { ApplicationState } from '#app/applications/application-state.ts';
import type { DecisionOutcome } from '#app/applications/decision-outcome.ts';

/** Says why an application was not there to be decided on. */
export async function whyNotDecided(
  client: ShopClient,
  shopId: string,
  applicationId: string,
): Promise<DecisionOutcome> {
  const { rows } = await client.query<{ state: ApplicationState; decided_by: string | null }>(
    'select state, decided_by from application where shop_id = $1 and id = $2',
    [shopId, applicationId],
  );
  const [row] = rows;
  if (!row) return { outcome: 'not_found' };
  if (row.state === 'submitted') return { outcome: 'not_verified' };
  return { outcome: 'already_decided', state: row.state, by: row.decided_by };
}
