import type { EventKind } from '#app/events/event.ts';
import { EVENT_KIND_NAMES, eventKindOf } from '#app/events/kinds/registry.ts';
import type { TimelineKind } from './timeline-kinds.ts';

/** The kinds of events that a timeline shows under a heading. */
export function eventKindsOf(kind: TimelineKind): EventKind[] {
  return EVENT_KIND_NAMES.filter((one) => eventKindOf(one).timeline?.group === kind);
}

/** The kinds that other entries show with more detail: the mail by its own row, the order by its placement. */
export const HIDDEN_KINDS = EVENT_KIND_NAMES.filter((one) => eventKindOf(one).timeline === null);
