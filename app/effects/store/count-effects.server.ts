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
