import { readAsOf } from './as-of.ts';
import { readTimelineFilter, type TimelineFilter } from './timeline-kinds.ts';

/** Entries of the timeline shown at first and added by each request for more; and the most there are. */
export const TIMELINE_ENTRIES = 30;
export const MOST_TIMELINE_ENTRIES = 1000;

/** An entry that staff asked for, and the moment from which the timeline goes back; epoch milliseconds. */
export type TimelineFocus = { key: string; until: number };

/** How staff look at a person. */
export type PersonView = {
  /** The moment that the score is explained at, epoch milliseconds; null for now. */
  asOf: number | null;
  /** How many entries of the timeline are shown. */
  shown: number;
  filter: TimelineFilter;
  /** The entry to point at; null shows the newest. */
  focus: TimelineFocus | null;
};

/** The view in the address of a page; what cannot be read is as at first. */
export function readPersonView(query: URLSearchParams, timeZone: string, now: number): PersonView {
  return {
    asOf: readAsOf(query.get('at'), timeZone, now),
    shown: entriesShown(query.get('shown')),
    filter: readTimelineFilter(query),
    focus: focusOf(query),
  };
}

function entriesShown(text: string | null): number {
  const wanted = Number(text);
  return Number.isInteger(wanted)
    ? Math.min(Math.max(wanted, TIMELINE_ENTRIES), MOST_TIMELINE_ENTRIES)
    : TIMELINE_ENTRIES;
}

/** An entry that staff asked for by following a fact to its event. */
function focusOf(query: URLSearchParams): TimelineFocus | null {
  const [key, until] = [query.get('event'), Number(query.get('until'))];
  return key !== null && Number.isSafeInteger(until) && until > 0 ? { key, until } : null;
}
