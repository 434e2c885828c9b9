import type { EventGroup } from '#app/events/kinds/event-kind.ts';
import { searchText } from '#app/lib/list-view.ts';

/** What entries of a timeline can be narrowed to. */
export const TIMELINE_KINDS = [
  'visits',
  'carts',
  'orders',
  'messages',
  'journeys',
  'details',
] as const satisfies (EventGroup | 'journeys')[];
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Which entries of a timeline are asked for: of one kind, and with a text in their words. */
export type TimelineFilter = { kind: TimelineKind | null; search: string };

/** The filter in the address of a page; what is none of the kinds shows all. */
export function readTimelineFilter(params: URLSearchParams): TimelineFilter {
  const kind = TIMELINE_KINDS.find((one) => one === params.get('kind')) ?? null;
  return { kind, search: searchText(params.get('search') ?? '') };
}
