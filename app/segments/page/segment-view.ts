import type { FunnelStage } from '#app/segments/ready/funnel-stage.ts';
import type { RowOrder } from '#app/lib/arrange-rows.ts';
import { readListView, type ListView } from '#app/lib/list-view.ts';
import { FUNNEL_TABS, SEGMENT_SORTS, type SegmentSort } from './segment-lines.ts';
import type { Overlap, DescribedVersion } from './segment-page.ts';

/** How the list of segments is looked at: its tab, and whether it shows those in use or the archived ones. */
export type SegmentListView = ListView<SegmentSort> & {
  stage: FunnelStage | 'all';
  shown: 'used' | 'archived';
};

/** The view in an address; all segments in use when it names no others. */
export function readSegmentList(params: URLSearchParams): SegmentListView {
  const view = readListView(params, SEGMENT_SORTS);
  const shown = params.get('show') === 'archived' ? 'archived' : 'used';
  return { ...view, stage: readFunnelTab(params), shown };
}

function readFunnelTab(params: URLSearchParams): FunnelStage | 'all' {
  const stage = params.get('stage');
  return FUNNEL_TABS.find((tab) => tab === stage) ?? 'all';
}

/** What the page of a segment shows below its head. */
export const SEGMENT_TABS = ['members', 'movement', 'overlap', 'history'] as const;
export type SegmentTab = (typeof SEGMENT_TABS)[number];

/** The tabs of who may see figures but no people. */
export const TABS_WITHOUT_PEOPLE = ['movement', 'overlap', 'history'] as const;

/** The tab of a segment's page in an address; the first of those that may be seen when it names none. */
export function readSegmentTab(params: URLSearchParams, tabs: readonly SegmentTab[]): SegmentTab {
  return tabs.find((tab) => tab === params.get('tab')) ?? tabs[0] ?? 'movement';
}

/** The lists of a segment's page besides that of its members. */
export const OVERLAP_LIST = 'overlap';
export const VERSION_LIST = 'versions';
/** Other segments, and versions, on a page. */
export const OVERLAPS_SHOWN = 50;
export const SEGMENT_VERSIONS_SHOWN = 20;

/** What the other segments can be sorted by, the usual one first. */
const OVERLAP_SORTS = ['shared', 'name', 'share'] as const;
export type OverlapSort = (typeof OVERLAP_SORTS)[number];

export const OVERLAP_ORDER: RowOrder<Overlap, OverlapSort> = {
  text: ({ name }) => name,
  by: {
    shared: ({ shared }) => shared,
    name: ({ name }) => name,
    share: ({ shared, size }) => shared / Math.max(size, 1),
  },
};

/** What the versions can be sorted by. */
const VERSION_SORTS = ['version'] as const;
export type VersionSort = (typeof VERSION_SORTS)[number];

export const VERSION_ORDER: RowOrder<DescribedVersion, VersionSort> = {
  text: ({ version, note, words }) => `version ${String(version)} ${note} ${words}`,
  by: { version: ({ version }) => version },
};

/** How these lists are looked at. */
export type SegmentPageLists = {
  overlap: ListView<OverlapSort>;
  versions: ListView<VersionSort>;
};

/** The views of these lists in an address. */
export function readSegmentLists(params: URLSearchParams): SegmentPageLists {
  return {
    overlap: readListView(params, OVERLAP_SORTS, { list: OVERLAP_LIST }),
    versions: readListView(params, VERSION_SORTS, { list: VERSION_LIST }),
  };
}
