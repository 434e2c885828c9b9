/** What a shop has to learn from. */
export type BuyerCounts = {
  people: number;
  /** Who bought on more than one day. */
  repeaters: number;
  /** Since the first order. */
  weeks: number;
};

/** Models are fitted to no more people than this; the same ones every time. */
const MOST_PEOPLE = 100_000;

/** One in how many people is taken to fit a model. */
export function sampledOneIn({ people }: BuyerCounts): number {
  return Math.max(1, Math.ceil(people / MOST_PEOPLE));
}
