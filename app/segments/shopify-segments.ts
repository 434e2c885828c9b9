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

/** Whether the members of a segment of Shopify's are known, if only as of some time ago. */
export function isRead({ size, problem }: UsedShopifySegment): boolean {
  return size !== null && problem !== 'gone';
}

/** What came of choosing which of Shopify's segments are used. */
export type ChoiceOutcome =
  | { outcome: 'saved' }
  | { outcome: 'too_many' }
  /** Segments here refer to one that is no longer used. */
  | { outcome: 'asked'; name: string; by: string[] };

/** What the page shows of it; `away`: Shopify did not answer, so nothing was saved. */
export type ShopifyChoiceOutcome = ChoiceOutcome | { outcome: 'away' };
