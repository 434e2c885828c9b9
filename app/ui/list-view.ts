import { z } from 'zod';

/** How somebody looks at a list: what they search for, and what it is sorted by. */
export type ListView<Sort extends string> = {
  search: string;
  sort: Sort;
  direction: 'ascending' | 'descending';
};

/**
 * The view in the address of a page. Whatever is not one of the choices is the first of them: an address
 * may be old or typed by hand.
 * @param sorts what the list can be sorted by, the usual one first
 */
export function readListView<Sort extends string>(
  params: URLSearchParams,
  sorts: readonly [Sort, ...Sort[]],
): ListView<Sort> {
  const sort = z.enum(sorts).catch(sorts[0]).parse(params.get('sort'));
  const direction = z
    .enum(['descending', 'ascending'])
    .catch('descending')
    .parse(params.get('direction'));
  return { search: (params.get('search') ?? '').trim().slice(0, 100), sort, direction };
}
