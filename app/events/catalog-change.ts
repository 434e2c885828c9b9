/** What happens to orders of a variant with nothing in stock. */
export type StockPolicy = 'deny' | 'continue';

/** A change of the catalogue: belongs to no person. */
export type CatalogChange =
  | {
      kind: 'product.changed';
      product: {
        id: string;
        title: string;
        handle: string | null;
        imageUrl: string | null;
        status: string;
        /** Whether the online store has a page for it. */
        published: boolean;
        vendor: string | null;
        productType: string | null;
        tags: string[];
        createdAt: number | null;
        updatedAt: number;
        variants: {
          id: string;
          title: string | null;
          sku: string | null;
          priceMinor: number;
          /** The price before a reduction; null when there is none. */
          compareAtMinor: number | null;
          /** What a piece costs the merchant; null when Shopify has no cost in the shop's currency; absent when not sent, as by webhooks. */
          costMinor?: number | null;
          /** ISO 4217: the shop's. */
          currency: string;
          inventory: number | null;
          /** Whether it is sold when nothing is in stock; null when not sent. */
          policy: StockPolicy | null;
          /** Whether stock is counted at all; null when not sent, as by webhooks. */
          tracked: boolean | null;
          /** When its stock was so, epoch milliseconds; null in a bulk file, which is of no moment. */
          stockAt: number | null;
        }[];
        /** All that it has, of which webhooks send the first 100; null when that was not sent. */
        variantIds: string[] | null;
      };
    }
  | {
      kind: 'collection.changed';
      collection: {
        id: string;
        title: string;
        handle: string | null;
        updatedAt: number;
        /** Everything in it; null when not sent, as by webhooks. */
        productIds: string[] | null;
      };
    }
  | { kind: 'collection.deleted'; collectionId: string }
  | { kind: 'product.deleted'; productId: string }
  | {
      kind: 'variant.stock';
      variantId: string;
      inStock: boolean;
      policy: StockPolicy | null;
      /** Epoch milliseconds; null when it was not sent. */
      at: number | null;
    };
