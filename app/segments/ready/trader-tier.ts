import type { Predicate, Segment } from '#app/segments/predicate.ts';

/** The tier of people who buy as businesses do, whether or not they named a company. */
export const TRADER_KEY = 'buys_like_trader';

/** What an order takes at least to be one of a trader: pieces in all, and of one article on average. */
export type TraderBounds = { pieces: number; ofArticle: number };

/** What customers of a shop usually take: medians of their averages, and of how many customers. */
export type UsualBuying = { customers: number; pieces: number; ofArticle: number };

/**
 * By the dozen, and two dozen in all: the least that is packed and priced for resale (case packs of 12), and more of one
 * article than people take for themselves.
 */
const LEAST_BOUNDS: TraderBounds = { pieces: 24, ofArticle: 12 };

/** Of fewer customers a median says little: its error is a tenth of the spread of a hundred. */
const FEWEST_CUSTOMERS = 100;
/** Of one article three times what is usual in the shop, in an order no smaller than usual. */
const TIMES_OF_ARTICLE = 3;
/** What is usual changes a little every day; the tier follows only what matters, so that no customer moves by it alone. */
const WORTH_A_CHANGE = 0.1;

/**
 * What an order of a trader takes in a shop. A shop for households sells one piece of an article and one for resellers
 * nine, so the bounds follow what is usual there. On the recorded months 3 in 100 customers are such, with a quarter of
 * the revenue (tests/segments/traders-real-orders.test.ts).
 */
export function traderBounds(usual: UsualBuying): TraderBounds {
  if (usual.customers < FEWEST_CUSTOMERS) return LEAST_BOUNDS;
  return {
    pieces: Math.max(LEAST_BOUNDS.pieces, Math.round(usual.pieces)),
    ofArticle: Math.max(LEAST_BOUNDS.ofArticle, Math.round(usual.ofArticle * TIMES_OF_ARTICLE)),
  };
}

/** Whether bounds are so far from those in use that the tier is to follow them. */
export function isWorthAChange(inUse: TraderBounds, next: TraderBounds): boolean {
  const moved = (before: number, after: number) =>
    Math.abs(after - before) > before * WORTH_A_CHANGE;
  return moved(inUse.pieces, next.pieces) || moved(inUse.ofArticle, next.ofArticle);
}

/** Who is in the tier: whose usual order, as two of three of the newest are, reaches both bounds. */
export function traderPredicate({ pieces, ofArticle }: TraderBounds): Predicate {
  return {
    all: [
      { field: 'orders', is: 'at_least', value: 2 },
      { field: 'usual_pieces', is: 'at_least', value: pieces },
      { field: 'usual_pieces_of_article', is: 'at_least', value: ofArticle },
    ],
  };
}

/** The bounds in a predicate of the form of `traderPredicate`; null where it has another form. */
export function boundsIn(predicate: Predicate): TraderBounds | null {
  if (!('all' in predicate)) return null;
  const leastOf = (field: 'usual_pieces' | 'usual_pieces_of_article') => {
    const asked = predicate.all.find((one) => 'field' in one && one.field === field);
    return asked && 'value' in asked && typeof asked.value === 'number' ? asked.value : null;
  };
  const [pieces, ofArticle] = [leastOf('usual_pieces'), leastOf('usual_pieces_of_article')];
  return pieces === null || ofArticle === null ? null : { pieces, ofArticle };
}

/** The tier as every shop has it until its own customers are known. */
export const traderTier: Segment = {
  key: TRADER_KEY,
  name: 'Buys like a trader',
  purpose: 'Invite to apply for a trade account; offer quantities, not codes.',
  version: 1,
  predicate: traderPredicate(LEAST_BOUNDS),
};
