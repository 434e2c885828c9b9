import type { EventIcon } from '#app/events/kinds/event-kind.ts';

/** Which picture stands beside an entry. */
export type TimelineIcon = EventIcon | 'journey';

export type TimelineEntry = {
  key: string;
  at: number;
  icon: TimelineIcon;
  title: string;
  detail: string | null;
  /** How many neighbours said the same, this one included. */
  times: number;
};

export type TimelineDay = { day: string; entries: TimelineEntry[] };

/**
 * Entries by day, in the order given. Neighbours of a day that say the same become one, the first of them,
 * so that ten looks at one page do not hide what matters.
 * @param dayOf the name of a moment's day in the shop's zone
 */
export function byDay(
  entries: readonly TimelineEntry[],
  dayOf: (at: number) => string,
): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const each of entries) {
    const day = dayOf(each.at);
    const current = days.at(-1);
    if (current?.day !== day) {
      days.push({ day, entries: [each] });
      continue;
    }
    const previous = current.entries.at(-1);
    if (previous && saysTheSame(previous, each)) {
      current.entries.splice(-1, 1, { ...previous, times: previous.times + each.times });
    } else current.entries.push(each);
  }
  return days;
}

function saysTheSame(a: TimelineEntry, b: TimelineEntry): boolean {
  return a.icon === b.icon && a.title === b.title && a.detail === b.detail;
}
