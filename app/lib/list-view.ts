import { z } from 'zod';

export type SortDirection = 'ascending' | 'descending';

/** How a list is viewed: what is searched for, what it is sorted by, and which page of it. */
export type ListView<Sort extends string> = {
  search: string;
  sort: Sort;
  direction: SortDirection;
  /** From 1 to `LAST_PAGE`. */
  page: number;
};

export type ListViewOptions = {
  /** The name of the list where several stand on one page, see `listParam`. */
  list?: string;
  /** The direction unless the address names one. */
  direction?: SortDirection;
};

/** No one types more into a search. */
export const MOST_SEARCHED = 100;
/** No one pages further; searching finds it. */
export const LAST_PAGE = 1_000;

/** What a parameter of a list is called in the address: `search`, or `topics.search` of a list with a name. */
export function listParam(list: string, name: string): string {
  return list === '' ? name : `${list}.${name}`;
}

/**
 * A search as it is asked for: without blanks around it, at most `MOST_SEARCHED` characters, and nothing that
 * the database or an address cannot hold. The browser and the server read it alike.
 */
export function searchText(text: string): string {
  const writable = text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '');
  return [...writable.trim()].slice(0, MOST_SEARCHED).join('').trimEnd();
}

/**
 * The view in the address of a page. Whatever is not one of the choices is the usual one: an address may be
 * old or typed by hand.
 * @param sorts what the list can be sorted by, the usual one first
 */
export function readListView<Sort extends string>(
  params: URLSearchParams,
  sorts: readonly [Sort, ...Sort[]],
  { list = '', direction: usual = 'descending' }: ListViewOptions = {},
): ListView<Sort> {
  const read = (name: string) => params.get(listParam(list, name));
  return {
    search: searchText(read('search') ?? ''),
    sort: z.enum(sorts).catch(sorts[0]).parse(read('sort')),
    direction: z.enum(['descending', 'ascending']).catch(usual).parse(read('direction')),
    page: readPage(read('page')),
  };
}

/** One page of a list, and whether there are rows after it. */
export type RowPage<Row> = { rows: Row[]; hasMore: boolean };

/** @param rows those of `limitAndOffset` */
export function rowPage<Row>(rows: readonly Row[], perPage: number): RowPage<Row> {
  return { rows: rows.slice(0, perPage), hasMore: rows.length > perPage };
}

/** What a statement reads for a page: its rows and one more, which says that there are others after it. */
export function limitAndOffset(
  view: Pick<ListView<string>, 'page'>,
  perPage: number,
): [limit: number, offset: number] {
  return [perPage + 1, rowsBefore(view, perPage)];
}

/** How many rows stand before a page. */
export function rowsBefore({ page }: Pick<ListView<string>, 'page'>, perPage: number): number {
  return (page - 1) * perPage;
}

/** The order of a statement that reads a list: a word of SQL. */
export function sqlOrder({ direction }: Pick<ListView<string>, 'direction'>): 'asc' | 'desc' {
  return direction === 'descending' ? 'desc' : 'asc';
}

function readPage(text: string | null): number {
  const page = Number(text);
  return Number.isInteger(page) ? Math.min(Math.max(page, 1), LAST_PAGE) : 1;
}
