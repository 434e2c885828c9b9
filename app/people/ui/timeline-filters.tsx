import {
  TIMELINE_KINDS,
  type TimelineFilter,
  type TimelineKind,
} from '#app/people/page/timeline-kinds.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';

const KIND_NAMES: Record<TimelineKind, string> = {
  visits: 'Visits',
  carts: 'Carts and checkouts',
  orders: 'Orders and reviews',
  messages: 'Emails and banners',
  journeys: 'Journeys',
  details: 'Customer details and consent',
};

const OPTIONS = [
  { value: '', label: 'All activity' },
  ...TIMELINE_KINDS.map((value) => ({ value, label: KIND_NAMES[value] })),
];

/** Narrows a timeline to entries of a kind, or with a text in them. */
export function TimelineFilters({ filter }: { filter: TimelineFilter }) {
  const list = useListParams(filter);
  return (
    <ListSearch
      label="Search timeline"
      placeholder="Search timeline"
      list={list}
      choice={{
        label: 'Show',
        options: OPTIONS,
        value: filter.kind ?? '',
        onChange: (value) => list.change({ kind: value }),
      }}
    />
  );
}
