import type { ShopClient } from '#app/platform/db.server.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { limitAndOffset, rowPage, type RowPage } from '#app/lib/list-view.ts';
import { dayIn } from '#app/lib/shop-day.ts';
import { readFigure } from '#app/roll-ups/store/read-figures.server.ts';
import { readySegment } from '#app/segments/ready/ready-segments.ts';
import {
  countByStage,
  findSegments,
  type ListedSegment,
  type StageCount,
} from '#app/segments/store/list-segments.server.ts';
import { segmentDays } from '#app/segments/store/segment-days.server.ts';
import { silentTopics } from '#app/events/page/data-quality.server.ts';
import { segmentSizes, segmentsInUse } from './list-segments.server.ts';
import { segmentInputs } from './segment-inputs.ts';
import type { SegmentList } from './segment-list.ts';
import {
  FUNNEL_TABS,
  HEALTH_ORDER,
  segmentLine,
  SEGMENTS_SHOWN,
  TREND_DAYS,
  type SegmentLine,
} from './segment-lines.ts';
import type { SegmentListView } from './segment-view.ts';

type Shop = { id: string; timeZone: string };
/** What is the same for all segments of a list. */
type Sums = { sizes: ReadonlyMap<string, number>; people: number; today: string };

/** More are not in use: what the app comes with, and what `saveSegment` lets a shop make. */
const MOST_IN_USE = 1_000;

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

/** How many segments of each tab there are, and how many the shop made. */
async function countSegments(
  client: ShopClient,
  shopId: string,
  { shown }: SegmentListView,
  { sizes }: Sums,
): Promise<Pick<SegmentList, 'counts' | 'own' | 'idle'>> {
  const rows = await countByStage(client, shopId, sizes, shown === 'archived');
  const sum = (of: (row: StageCount) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    counts: FUNNEL_TABS.map((tab) =>
      sum(({ stage, count }) => (tab === 'all' || stage === tab ? count : 0)),
    ),
    own: sum(({ own }) => own),
    idle: sum(({ idle }) => idle),
  };
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
