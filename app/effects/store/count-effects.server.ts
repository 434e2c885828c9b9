import type { ShopClient } from '#app/platform/db.server.ts';
import type { EffectKind } from '../registry.ts';

/** How many effects of all kinds have failed. */
export async function countFailedEffects(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*) as count from effect where shop_id = $1 and state = 'failed'",
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

/** How many effects of a kind stand in a state. */
export async function countEffectsOf(
  client: ShopClient,
  shopId: string,
  kind: EffectKind,
  state: 'failed' | 'in_doubt',
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*) as count from effect where shop_id = $1 and kind = $2 and state = $3',
    [shopId, kind, state],
  );
  return rows[0]?.count ?? 0;
}

/** More emails that wait are not counted. */
const MOST_COUNTED = 100_000;

/** How many emails wait for one of some reasons, by reason; of the first 100,000 that wait. */
export async function countMailsByReason(
  client: ShopClient,
  shopId: string,
  reasons: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ reason: string; count: number }>(
    `select reason, count(*) as count
       from (select reason from effect where shop_id = $1 and kind = 'email' and state = 'ready'
              order by due_at limit ${String(MOST_COUNTED)}) as waiting
      where reason = any($2) group by reason`,
    [shopId, reasons],
  );
  return new Map(rows.map(({ reason, count }) => [reason, count]));
}
