import type { EventKind } from '#app/events/event.ts';
import { searchText } from '#app/lib/list-view.ts';

/** The first words of the kinds of events. */
type EventWord = EventKind extends `${infer Word}.${string}` ? Word : never;

/** What entries of a timeline can be narrowed to. */
export const TIMELINE_KINDS = [
  'visits',
  'carts',
  'orders',
  'messages',
  'journeys',
  'details',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

const KIND_OF: Record<EventWord, Exclude<TimelineKind, 'journeys'>> = {
  application: 'details',
  banner: 'messages',
  cart: 'carts',
  checkout: 'carts',
  collection: 'visits',
  company: 'details',
  consent: 'details',
  custom: 'details',
  customer: 'details',
  mail: 'messages',
  order: 'orders',
  page: 'visits',
  person: 'details',
  product: 'visits',
  profile: 'details',
  quote: 'orders',
  review: 'orders',
  search: 'visits',
  support: 'details',
  tags: 'details',
  visitor: 'visits',
};

/** The first words of the events of a kind: of `carts` these are `cart` and `checkout`. */
export function eventWordsOf(kind: TimelineKind): string[] {
  return Object.entries(KIND_OF).flatMap(([word, of]) => (of === kind ? [word] : []));
}

/** Which entries of a timeline are asked for: of one kind, and with a text in their words. */
export type TimelineFilter = { kind: TimelineKind | null; search: string };

/** The filter in the address of a page; what is none of the kinds shows all. */
export function readTimelineFilter(params: URLSearchParams): TimelineFilter {
  const kind = TIMELINE_KINDS.find((one) => one === params.get('kind')) ?? null;
  return { kind, search: searchText(params.get('search') ?? '') };
}
