import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { SegmentFigures } from '#app/segments/page/compare-segments.ts';

/** How far back activity and orders are looked at. */
const COMPARED_OVER = 30 * DAY;

/**
 * Like figures of segments, to be compared. Only those of one stage belong side by side: people who are about to
 * buy always look better than people who just came by.
 */
export async function compareSegments(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  now: number,
): Promise<SegmentFigures[]> {
  const { rows } = await client.query<SegmentFigures>(
    `select membership.segment_key as key, count(*) as people,
            avg(subscribed::int)::float8 as subscribed,
            avg((last_seen_at >= $3)::int)::float8 as active,
            avg((exists (select from purchase where purchase.shop_id = $1
              and purchase.profile_id = profile.id and placed_at >= $3))::int)::float8 as ordered,
            avg(orders)::float8 as orders, avg(spent_minor)::float8 as "spentMinor",
            percentile_cont(0.5) within group (order by score) as score
       from membership join profile on profile.shop_id = $1 and profile.id = membership.profile_id
      where membership.shop_id = $1 and left_at is null and membership.segment_key = any($2)
      group by 1`,
    [shopId, keys, new Date(now - COMPARED_OVER)],
  );
  return rows;
}
