import type { ShopClient } from '#app/platform/db.server.ts';
import { sqlOrder } from '#app/lib/list-view.ts';
import { dayAfter } from '#app/lib/shop-day.ts';
import {
  TREND_DAYS,
  type SegmentLine,
  type SegmentSort,
} from '#app/segments/page/segment-lines.ts';
import type { SegmentListView } from '#app/segments/page/segment-view.ts';
import type { FunnelStage } from '#app/segments/ready/funnel-stage.ts';
import { READY_SEGMENTS } from '#app/segments/ready/ready-segments.ts';

/** A segment as the list finds it. */
export type ListedSegment = Pick<SegmentLine, 'key' | 'name' | 'purpose' | 'owner' | 'stage'>;

/** The segments of `$1` with how many are in each: those that it stored, and the ready ones of `$2` as they came. */
const LISTED = `with ready as (
    select * from jsonb_to_recordset($2) as one (key text, name text, purpose text, stage text)),
  listed as (
    select key, name, purpose, owner, stage, archived_at is not null and not is_ready as is_archived,
           not is_ready as is_own, coalesce(($3::jsonb ->> key)::bigint, 0) as size
      from (select *, exists (select from ready where ready.key = segment.key) as is_ready
              from segment where shop_id = $1) as stored
    union all
    select key, name, purpose, null, stage, false, false, coalesce(($3::jsonb ->> key)::bigint, 0) from ready
     where not exists (select from segment where shop_id = $1 and segment.key = ready.key))`;

const COLUMNS: Record<SegmentSort, string> = {
  name: 'lower(name)',
  size: 'size',
  trend: 'size - coalesce(first_size, size)',
  // Nothing is wrong with those that are archived; of the others see `pageOf`.
  health: 'is_archived',
};

/** Those that a view finds, from one on, in its order. */
export async function findSegments(
  client: ShopClient,
  shopId: string,
  view: SegmentListView,
  { sizes, today }: { sizes: ReadonlyMap<string, number>; today: string },
  most: number,
  before: number,
): Promise<ListedSegment[]> {
  const { rows } = await client.query<ListedSegment>(
    `${LISTED}
     select key, name, purpose, owner, stage from listed
       left join lateral (
         select day.size as first_size from segment_day day
          where day.shop_id = $1 and day.segment_key = listed.key and day.day > $7 and day.day < $8
          order by day.day limit 1) as first_day on true
      where is_archived = $4 and ($5 = 'all' or stage = $5)
        and position($6 in lower(concat_ws(' ', name, purpose, owner))) > 0
      order by ${COLUMNS[view.sort]} ${sqlOrder(view)}, lower(name), key
      limit $9 offset $10`,
    [
      ...listed(shopId, sizes),
      view.shown === 'archived',
      view.stage,
      view.search.toLowerCase(),
      dayAfter(today, -TREND_DAYS),
      today,
      most,
      before,
    ],
  );
  return rows;
}

/** Segments of one stage, those of them that the shop made, and those that are empty or have no purpose. */
export type StageCount = { stage: FunnelStage | null; count: number; own: number; idle: number };

/** How many segments of each stage there are. */
export async function countByStage(
  client: ShopClient,
  shopId: string,
  sizes: ReadonlyMap<string, number>,
  isArchived: boolean,
): Promise<StageCount[]> {
  const { rows } = await client.query<StageCount>(
    `${LISTED}
     select stage, count(*) as count, count(*) filter (where is_own) as own,
            count(*) filter (where is_own and (size = 0 or purpose = '')) as idle
       from listed where is_archived = $4 group by stage`,
    [...listed(shopId, sizes), isArchived],
  );
  return rows;
}

/** The parameters of `LISTED`. */
function listed(shopId: string, sizes: ReadonlyMap<string, number>): unknown[] {
  const ready = READY_SEGMENTS.map(({ key, name, purpose, stage }) => ({
    key,
    name,
    purpose,
    stage,
  }));
  return [shopId, JSON.stringify(ready), JSON.stringify(Object.fromEntries(sizes))];
}
