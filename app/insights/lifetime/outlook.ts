import {
  aliveProbability,
  expectedPurchases,
  medianWait,
  purchaseChances,
  type BgNbd,
  type BuyingHistory,
} from './bg-nbd.ts';
import { expectedSpend, meanSpend, type GammaGamma, type Spending } from './gamma-gamma.ts';
import { ordersInterval, spendInterval, type Interval } from './interval.ts';

/** A shop's models; without one of spend too little is known of it. */
export type LifetimeModel = {
  buying: BgNbd;
  spending: GammaGamma | null;
  /** The shares whose ranges hold 8 in 10 by the shop's own past; those by the chances where that is not known. */
  ranges?: { orders: number; spend: number };
};

/** What is expected of a person within a year from the moment the history was read. */
export type Outlook = {
  /** The probability that the person is still a customer. */
  alive: number;
  /** The probability of at least one more order. */
  again: number;
  orders: number;
  ordersHeld: Interval;
  /** In the unit of the spending; null when too little is known of it. */
  spend: number | null;
  spendHeld: Interval | null;
  /** Weeks until the next order; null for who bought once, may well be lost, or orders less than yearly. */
  nextInWeeks: number | null;
};

const YEAR_WEEKS = 365 / 7;
/** A likelier lost than alive customer has no next order. */
const LIKELY_ALIVE = 0.5;

/** What is expected of a person. */
export function outlookOf(
  { buying, spending: spendModel, ranges }: LifetimeModel,
  history: BuyingHistory,
  spending: Spending | null,
): Outlook {
  const chances = purchaseChances(buying, history, YEAR_WEEKS);
  const alive = aliveProbability(buying, history);
  const orders = expectedPurchases(buying, history, YEAR_WEEKS);
  const wait = medianWait(buying, history);
  const isRhythmKnown = history.repeats > 0 && alive >= LIKELY_ALIVE && wait <= YEAR_WEEKS;
  return {
    alive,
    again: 1 - (chances[0] ?? 0),
    orders,
    ordersHeld: ordersInterval(chances, ranges?.orders),
    ...(spendModel === null
      ? { spend: null, spendHeld: null }
      : {
          spend: orders * (spending ? expectedSpend(spendModel, spending) : meanSpend(spendModel)),
          spendHeld: spendInterval(chances, spendModel, spending, ranges?.spend),
        }),
    nextInWeeks: isRhythmKnown ? wait : null,
  };
}
