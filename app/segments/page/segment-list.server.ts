import type { ShopClient } from '#app/platform/db.server.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { limitAndOffset, rowPage, sqlOrder, type RowPage } from '#app/lib/list-view.ts';
import { dayAfter, dayIn } from '#app/lib/shop-day.ts';
import { readFigure } from '#app/roll-ups/read-figures.server.ts';
import type { FunnelStage } from '#app/segments/ready/funnel-stage.ts';
import { READY_SEGMENTS, readySegment } from '#app/segments/ready/ready-segments.ts';
import { silentTopics } from '#app/events/page/data-quality.server.ts';
import { segmentDays, segmentSizes, segmentsInUse } from './list-segments.server.ts';
import { segmentInputs } from './segment-inputs.ts';
import type { SegmentList } from './segment-list.ts';
import {
  FUNNEL_TABS,
  HEALTH_ORDER,
  segmentLine,
  SEGMENTS_SHOWN,
  TREND_DAYS,
  type SegmentLine,
  type SegmentSort,
} from './segment-lines.ts';
import type { SegmentListView } from './segment-view.ts';

type Shop = { id: string; timeZone: string };
type ListedSegment = Pick<SegmentLine, 'key' | 'name' | 'purpose' | 'owner' | 'stage'>;
/** What is the same for all segments of a list. */
type Sums = { sizes: ReadonlyMap<string, number>; people: number; today: string };

/** More are not in use: what the app comes with, and what `saveSegment` lets a shop make. */
const MOST_IN_USE = 1_000;

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

/**
 * A page of the list of segments.
 * @param now epoch milliseconds
 */
export async function listSegments(
  client: ShopClient,
  { id, timeZone }: Shop,
  view: SegmentListView,
  now: number,
): Promise<SegmentList> {
  const sums = {
    sizes: await segmentSizes(client, id),
    people: await readFigure(client, id, 'people'),
    today: dayIn(now, timeZone),
  };
  const silent = await silentTopics(client, id, timeZone, now);
  const detailed = (found: ListedSegment[]) => linesInUse(client, id, found, sums, silent);
  return {
    ...(await pageOf(client, id, view, sums, detailed)),
    ...(await countSegments(client, id, view, sums)),
    people: sums.people,
  };
}

type Detailed = (found: ListedSegment[]) => Promise<SegmentLine[]>;

async function pageOf(
  client: ShopClient,
  shopId: string,
  view: SegmentListView,
  sums: Sums,
  detailed: Detailed,
): Promise<RowPage<SegmentLine>> {
  if (view.shown === 'used' && view.sort === 'health') {
    const all = await findSegments(client, shopId, view, sums, MOST_IN_USE, 0);
    const byHealth = { ...view, sort: view.sort, search: '' };
    return arrangeRows(await detailed(all), byHealth, HEALTH_ORDER, SEGMENTS_SHOWN);
  }
  const bounds = limitAndOffset(view, SEGMENTS_SHOWN);
  const found = await findSegments(client, shopId, view, sums, ...bounds);
  const { rows, hasMore } = rowPage(found, SEGMENTS_SHOWN);
  return { rows: view.shown === 'used' ? await detailed(rows) : rows.map(archivedLine), hasMore };
}

/** Those that a view finds, from one on, in its order. */
async function findSegments(
  client: ShopClient,
  shopId: string,
  view: SegmentListView,
  { sizes, today }: Sums,
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

/** How many segments of each tab there are, and how many the shop made. */
async function countSegments(
  client: ShopClient,
  shopId: string,
  { shown }: SegmentListView,
  { sizes }: Sums,
): Promise<Pick<SegmentList, 'counts' | 'own' | 'idle'>> {
  type Count = { stage: FunnelStage | null; count: number; own: number; idle: number };
  const { rows } = await client.query<Count>(
    `${LISTED}
     select stage, count(*) as count, count(*) filter (where is_own) as own,
            count(*) filter (where is_own and (size = 0 or purpose = '')) as idle
       from listed where is_archived = $4 group by stage`,
    [...listed(shopId, sizes), shown === 'archived'],
  );
  const sum = (of: (row: Count) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    counts: FUNNEL_TABS.map((tab) =>
      sum(({ stage, count }) => (tab === 'all' || stage === tab ? count : 0)),
    ),
    own: sum(({ own }) => own),
    idle: sum(({ idle }) => idle),
  };
}

/** The parameters of `LISTED`. */
function listed(shopId: string, sizes: Sums['sizes']): unknown[] {
  const ready = READY_SEGMENTS.map(({ key, name, purpose, stage }) => ({
    key,
    name,
    purpose,
    stage,
  }));
  return [shopId, JSON.stringify(ready), JSON.stringify(Object.fromEntries(sizes))];
}

/** The lines of segments in use, in their order, with how they move and what is wrong with them. */
async function linesInUse(
  client: ShopClient,
  shopId: string,
  found: readonly ListedSegment[],
  { sizes, people, today }: Sums,
  silent: readonly string[],
): Promise<SegmentLine[]> {
  const keys = found.map(({ key }) => key);
  const segments = new Map(
    (await segmentsInUse(client, shopId, keys)).map((one) => [one.key, one]),
  );
  const days = await segmentDays(client, shopId, keys, TREND_DAYS, today);
  return found.flatMap((one) => {
    const segment = segments.get(one.key);
    if (!segment) return [];
    const facts = {
      ...one,
      kind: segment.kind,
      problem: segment.problem,
      size: sizes.get(one.key) ?? 0,
      silent: segmentInputs(segment.predicate).filter((topic) => silent.includes(topic)),
      days: days.get(one.key) ?? [],
    };
    return [segmentLine(facts, people, today)];
  });
}

/** An archived segment has no members. */
function archivedLine(segment: ListedSegment): SegmentLine {
  const kind = readySegment(segment.key)?.kind ?? 'own';
  return { ...segment, kind, size: 0, sizes: [], warnings: [] };
}
