/** The tag in Shopify of a customer who is approved for wholesale without a company. */
export const WHOLESALE_TAG = 'wholesale';
