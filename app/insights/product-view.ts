import { z } from 'zod';

/** What the catalogue can be sorted by, the usual one first. */
export const PRODUCT_SORTS = ['bought', 'title', 'price', 'stock'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** Products on a page. */
export const PRODUCTS_SHOWN = 50;
/** Nobody pages further; searching finds it. */
const LAST_PAGE = 1_000;

/** How somebody looks at the catalogue. */
export type ProductView = {
  search: string;
  sort: ProductSort;
  direction: 'ascending' | 'descending';
  page: number;
};

/** The page of the list in an address; the first when it is none. */
export function readPage(params: URLSearchParams): number {
  return z.coerce
    .number()
    .int()
    .min(1)
    .max(LAST_PAGE)
    .catch(1)
    .parse(params.get('page') ?? 1);
}
