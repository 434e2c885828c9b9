import { z } from 'zod';

/** An event of Shopify's web pixels, as far as a page of this shop knows. */
export type PageEvent = { name: string; data: object };

const Values = z.object({
  product: z.object({ id: z.string() }).optional(),
  query: z.string().optional(),
  checkout_token: z.string().nullish(),
});

/** What Shopify would publish of a page that was opened. */
export function pageEvents(template: string, values: object): PageEvent[] {
  return [{ name: 'page_viewed', data: {} }, ...eventsOf(template, Values.parse(values))];
}

function eventsOf(template: string, values: z.infer<typeof Values>): PageEvent[] {
  const { product, query, checkout_token: token = null } = values;
  switch (template) {
    case 'product':
      return [{ name: 'product_viewed', data: { productVariant: { product } } }];
    case 'search':
      return query
        ? [{ name: 'search_submitted', data: { searchResult: { query, productVariants: [] } } }]
        : [{ name: 'collection_viewed', data: { collection: { id: '1', title: 'All' } } }];
    case 'cart':
      return [{ name: 'cart_viewed', data: { cart: null } }];
    case 'checkout':
      return [{ name: 'checkout_started', data: { checkout: { token } } }];
    case 'thanks':
      return [{ name: 'checkout_completed', data: { checkout: { token } } }];
    default:
      return [];
  }
}
