import { DAY } from '#app/lib/duration.ts';
import { isDiscount, takesOffPrices, type OfferContent } from './offer-content.ts';

/** What is true of a person as far as offers go. Moments are epoch milliseconds. */
export type OfferPerson = {
  /** Buys for a business: see `isTradeBuyer`. */
  isTrade: boolean;
  /** Whether the conditions of the offer hold. */
  meetsConditions: boolean;
  /** When they last got any offer; null when they never did. */
  lastOfferedAt: number | null;
  /** When they last ordered; null when they never did. */
  lastOrderedAt: number | null;
  /** Whether they used a code of this version of the offer. */
  hasUsed: boolean;
};

/** What is true of the shop as far as the offer goes; the month is the calendar month of the shop. */
export type OfferShop = {
  codesThisMonth: number;
  /** What used codes of the offer took off, in smallest units of the shop's currency. */
  costThisMonthMinor: number;
  /** Orders of the last 30 days, and those of them with any discount. */
  recentOrders: { orders: number; discounted: number };
  /** What is usually left of the price of what is sold, in percent; null where costs are not known. */
  marginPercent: number | null;
  /** Whether costs are still being read for the first time: until then a floor holds nothing back, as it did not before. */
  isMarginDue?: boolean | undefined;
};

/** Why an offer is not made. */
export type OfferRefusal =
  | 'trade_buyer'
  | 'not_in_audience'
  | 'cool_down'
  | 'recent_order'
  | 'budget_spent'
  | 'already_used'
  | 'share_of_orders'
  | 'margin'
  | 'margin_unknown';

/** What was read to decide. */
export type OfferFacts = Record<string, string | number | boolean | null>;

export type OfferEligibility =
  | { outcome: 'allowed'; facts: OfferFacts }
  | { outcome: 'refused'; reason: OfferRefusal; facts: OfferFacts };

/** Of fewer orders a share says nothing. */
const FEWEST_ORDERS = 20;

/**
 * Whether a person may be made an offer now. That a trade buyer gets no retail offer is asked before anything that an offer
 * can set, so that no setting lifts it.
 * @param now epoch milliseconds
 */
export function mayOffer(
  offer: OfferContent,
  person: OfferPerson,
  shop: OfferShop,
  now: number,
): OfferEligibility {
  const facts = factsOf(offer, person, shop);
  const refused = (reason: OfferRefusal): OfferEligibility => ({
    outcome: 'refused',
    reason,
    facts,
  });
  if (person.isTrade && offer.audience !== 'trade') return refused('trade_buyer');
  if (!person.isTrade && offer.audience === 'trade') return refused('not_in_audience');
  if (!person.meetsConditions) return refused('not_in_audience');
  if (isWithin(person.lastOfferedAt, offer.coolDownDays, now)) return refused('cool_down');
  if (isWithin(person.lastOrderedAt, offer.daysAfterOrder, now)) return refused('recent_order');
  if (isSpent(offer, shop)) return refused('budget_spent');
  if (!isDiscount(offer.benefit)) return { outcome: 'allowed', facts };
  // Shopify would take no other code of it from them.
  if (offer.oncePerCustomer && person.hasUsed) return refused('already_used');
  if (isShareReached(offer, shop)) return refused('share_of_orders');
  const margin = marginRefusal(offer, shop);
  if (margin !== null) return refused(margin);
  return { outcome: 'allowed', facts };
}

function factsOf(
  { audience, benefit }: OfferContent,
  person: OfferPerson,
  shop: OfferShop,
): OfferFacts {
  return {
    audience,
    benefit: benefit.kind,
    trade_buyer: person.isTrade,
    conditions_met: person.meetsConditions,
    last_offer_at: person.lastOfferedAt,
    last_order_at: person.lastOrderedAt,
    used_before: person.hasUsed,
    codes_this_month: shop.codesThisMonth,
    cost_this_month: shop.costThisMonthMinor,
    recent_orders: shop.recentOrders.orders,
    recent_discounted_orders: shop.recentOrders.discounted,
    margin_percent: shop.marginPercent,
    ...(shop.isMarginDue && { margin_due: true }),
  };
}

function isWithin(at: number | null, days: number, now: number): boolean {
  return at !== null && now - at < days * DAY;
}

function isSpent({ codesPerMonth, costPerMonthMinor }: OfferContent, shop: OfferShop): boolean {
  return (
    (codesPerMonth !== null && shop.codesThisMonth >= codesPerMonth) ||
    (costPerMonthMinor !== null && shop.costThisMonthMinor >= costPerMonthMinor)
  );
}

function isShareReached(
  { mostDiscountedPercent }: OfferContent,
  { recentOrders: { orders, discounted } }: OfferShop,
): boolean {
  if (mostDiscountedPercent === null || orders < FEWEST_ORDERS) return false;
  return discounted * 100 >= mostDiscountedPercent * orders;
}

/** What a discount leaves of a margin: of 100 with 40 margin and 10 % off, 30 of 90 are left. */
function marginRefusal(offer: OfferContent, shop: OfferShop): OfferRefusal | null {
  const { marginPercent, isMarginDue = false } = shop;
  if (offer.marginFloorPercent === null || !takesOffPrices(offer.benefit.kind)) return null;
  if (marginPercent === null && isMarginDue) return null;
  const off = mostPercentOff(offer);
  if (marginPercent === null || off === null) return 'margin_unknown';
  const left = off >= 100 ? -Infinity : (100 * (marginPercent - off)) / (100 - off);
  return left < offer.marginFloorPercent ? 'margin' : null;
}

/** How much of the price a discount takes off at most, in percent; null where nothing limits it, or it is not known. */
export function mostPercentOff({
  benefit,
  minimumSubtotalMinor,
}: Pick<OfferContent, 'benefit' | 'minimumSubtotalMinor'>): number | null {
  switch (benefit.kind) {
    case 'percentage':
      return benefit.percent;
    case 'amount':
    case 'gift_product':
      // Of the smallest order that it can be used with.
      return minimumSubtotalMinor ? (100 * benefit.minor) / minimumSubtotalMinor : null;
    default:
      return null;
  }
}
