/** What Shopify's segment language counts otherwise than Tendril does. */
export type ShopifyDifference =
  'cancelled_orders' | 'amount_spent' | 'whole_days' | 'every_address';

/** A field's like in Shopify's segment language. */
export type ShopifyField = {
  /** Its name there. */
  name: string;
  /** What is counted otherwise there; nothing when left out. */
  differences?: readonly ShopifyDifference[];
};

/** The like of a text, or of several. */
export type ShopifyTextField = ShopifyField & {
  /** Whether it holds several texts there, so that it contains a text instead of being one. */
  isList?: true;
  /** A text as Shopify writes it, null when it does not know it; as it is when left out. */
  format?(value: string): string | null;
};
