import type { ListView } from '#app/lib/list-view.ts';

/** What the catalogue can be sorted by, the usual one first. */
export const PRODUCT_SORTS = ['bought', 'title', 'price', 'stock'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** Products on a page. */
export const PRODUCTS_SHOWN = 50;

/** How the catalogue is looked at. */
export type ProductView = ListView<ProductSort>;
