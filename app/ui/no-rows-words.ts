import type { ListView } from '#app/lib/list-view.ts';

/**
 * What a list says instead of rows: nothing found, nothing further, or nothing at all.
 * @param plural what its rows are called
 * @param empty what it says where there is nothing to search
 */
export function noRowsWords(
  { search, page = 1 }: Pick<ListView<string>, 'search'> & { page?: number },
  plural: string,
  empty: string,
): string {
  if (search !== '') return `No ${plural} match “${search}”.`;
  return page > 1 ? `No more ${plural}.` : empty;
}
