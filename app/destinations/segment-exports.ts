/** How a segment stands as one of Shopify's. */
export type SegmentExport = {
  /** What was last made of it there; null when nothing was. */
  made: { shopifyId: string; name: string; query: string; exportedAt: number } | null;
  /** Whether it is still to be sent to Shopify. */
  isPending: boolean;
  /** Why it was not made or changed, in words for staff; null unless that failed. */
  refusal: string | null;
};
