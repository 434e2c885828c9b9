import { z } from 'zod';
import { readListView, type ListView } from '#app/lib/list-view.ts';
import { STAGES, type StageKey } from '#app/segments/ready/lifecycle.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';

const BANDS = ['hot', 'warm', 'cool', 'cold'] as const;

type StageTab = StageKey | typeof TRADER_KEY | 'all';

/** The saved views of the list, in the order of their tabs: all, the stages, and the tier of traders beside them. */
export const STAGE_TABS: readonly StageTab[] = ['all', ...STAGES.map(({ key }) => key), TRADER_KEY];

/** What the heat filter offers; each is the words for one digit of the grade. */
export const BAND_CHOICES = [
  { value: 'all', label: 'Any band' },
  { value: 'hot', label: 'Hot (grade 1)' },
  { value: 'warm', label: 'Warm (grade 2)' },
  { value: 'cool', label: 'Cool (grade 3)' },
  { value: 'cold', label: 'Cold (grade 4)' },
];

/** A place in the sorted list: just before or after the person with this value and id. */
export type Cursor = { value: number; id: string };

/** The members of a segment that are put into an order where more are in it than are found along the whole list. */
export const MEMBERS_SORTED = 2_000;

const CURSOR = /^(-?\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const cursor = z
  .string()
  .transform((text): Cursor | null => {
    const [, value, id] = CURSOR.exec(text) ?? [];
    return value === undefined || id === undefined ? null : { value: Number(value), id };
  })
  .nullable()
  .catch(null);

const View = z.object({
  stage: z
    .string()
    .refine((stage): stage is StageTab => STAGE_TABS.some((known) => known === stage))
    .catch('all'),
  band: z.enum(['all', ...BANDS]).catch('all'),
  after: cursor,
  before: cursor,
});

/** What people can be sorted by, the usual one first. */
const PEOPLE_SORTS = ['score', 'seen', 'spent'] as const;

/** Which people to list, in which order, and from where on: a place in so long a list is a person, no page. */
export type PeopleView = z.infer<typeof View> &
  Omit<ListView<(typeof PEOPLE_SORTS)[number]>, 'page'>;

/** Reads the view from a page's address; whatever is not understood falls back to all people by score. */
export function readPeopleView(query: URLSearchParams): PeopleView {
  const { search, sort, direction } = readListView(query, PEOPLE_SORTS);
  return { ...View.parse(Object.fromEntries(query)), search, sort, direction };
}

/** A place in the list as it stands in an address. */
export function cursorText({ value, id }: Cursor): string {
  return `${String(value)}_${id}`;
}
