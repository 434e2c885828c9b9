/** What a shop has to learn from. */
export type BuyerCounts = {
  people: number;
  /** Who bought on more than one day. */
  repeaters: number;
  /** Since the first order. */
  weeks: number;
};
