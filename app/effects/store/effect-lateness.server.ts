import type { ShopClient } from '#app/platform/db.server.ts';
import { LATENESS_MOST, type EffectLateness } from '../lateness.ts';
import type { EffectKind } from '../registry.ts';

/**
 * How late effects were carried out since a moment, of each kind of which any was. Of one that was tried several times or
 * put off it counts from when it was due last.
 * @param since epoch milliseconds
 */
export async function selectEffectLateness(
  client: ShopClient,
  shopId: string,
  kinds: readonly EffectKind[],
  since: number,
): Promise<EffectLateness[]> {
  const { rows } = await client.query<EffectLateness>(
    `select wanted.kind, count(*)::int as count,
            percentile_disc(0.5) within group (order by late) as "medianMs",
            percentile_disc(0.99) within group (order by late) as "slowestMs"
       from unnest($2::text[]) with ordinality as wanted (kind, place)
      cross join lateral (
        select greatest(extract(epoch from settled_at - due_at) * 1000, 0)::float8 as late from effect
         where shop_id = $1 and effect.kind = wanted.kind and state = 'done' and settled_at > $3
         order by settled_at desc limit $4) as done
      group by wanted.kind, place order by place`,
    [shopId, kinds, new Date(since), LATENESS_MOST],
  );
  return rows;
}
