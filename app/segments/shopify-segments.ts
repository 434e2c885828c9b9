/** A segment of Shopify's whose members are read. */
export type UsedShopifySegment = {
  /** Its number in Shopify. */
  id: string;
  /** As segments refer to it: `shopify:<id>`. */
  key: string;
  name: string;
  /** When its members were last read, epoch milliseconds; null before the first time. */
  readAt: number | null;
  /** Customers found then. */
  size: number | null;
  /** Why not when last tried: no permission, or no such segment any more. */
  problem: 'denied' | 'gone' | null;
};
