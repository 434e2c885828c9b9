import { z } from 'zod';
import { DAY } from '#app/lib/duration.ts';
import { readListView, searchText, type ListView } from '#app/lib/list-view.ts';
import { dayIn } from '#app/lib/shop-day.ts';

/** What is shown unless a day is chosen; of one person everything that is stored. */
const USUAL_DAYS = 30;
const DAYS_OF_PERSON = 400;

/** A place in the list: just before or after the decision with this moment (epoch milliseconds) and id. */
export type DecisionPlace = { at: number; id: string };

const PLACE = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A place as `decisionPlaceText` wrote it; null when it is none. */
export function readDecisionPlace(text: string): DecisionPlace | null {
  const [, at, id] = PLACE.exec(text) ?? [];
  return at === undefined || id === undefined ? null : { at: Number(at), id };
}

const place = z.string().transform(readDecisionPlace).nullable().catch(null);

const word = z
  .string()
  .regex(/^[\w.:-]{1,100}$/)
  .catch('');

const Filters = z.object({
  /** The person's id; empty for all. */
  person: z.uuid().or(z.literal('')).catch(''),
  journey: word,
  message: word,
  reason: word,
  outcome: word,
  after: place,
  before: place,
});

/** Which decisions are listed. Days are `YYYY-MM-DD` in the shop's zone and include themselves; empty texts are for all. */
export type DecisionView = z.infer<typeof Filters> &
  Omit<ListView<'at'>, 'page'> & { from: string; to: string };

/**
 * The view in the address of a page. An invalid parameter is replaced by its default: an address may be old or typed.
 * @param now epoch milliseconds
 */
export function readDecisionView(
  params: URLSearchParams,
  timeZone: string,
  now: number,
): DecisionView {
  const given = Object.fromEntries(params);
  const day = (name: string, usual: number) =>
    z.iso.date().catch(dayIn(usual, timeZone)).parse(given[name]);
  const { sort, direction } = readListView(params, ['at']);
  const filters = Filters.parse({ person: '', after: null, before: null, ...given });
  return {
    ...filters,
    sort,
    direction,
    search: searchText(given.search ?? ''),
    from: day('from', now - (filters.person === '' ? USUAL_DAYS : DAYS_OF_PERSON) * DAY),
    to: day('to', now),
  };
}

/** A place in the list as it stands in an address. */
export function decisionPlaceText({ at, id }: DecisionPlace): string {
  return `${String(at)}_${id}`;
}
