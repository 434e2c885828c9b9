import { FUNNEL_TABS } from './segment-lines.ts';
import type { FunnelStage } from '#app/segments/funnel-stage.ts';

/** The tab of the list in an address; all segments when it names none. */
export function readFunnelTab(params: URLSearchParams): FunnelStage | 'all' {
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

/** Whether the list shows the segments in use or the archived ones. */
export function readShown(params: URLSearchParams): 'used' | 'archived' {
  return params.get('show') === 'archived' ? 'archived' : 'used';
}
