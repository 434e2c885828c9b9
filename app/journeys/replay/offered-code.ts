import type { OfferContent } from '#app/offers/offer-content.ts';
import type { OfferMonth } from '#app/offers/offer-lookup.ts';
import type { ReplayedOrder } from './replayed-person.ts';

/** An offer that a replay made; moments are epoch milliseconds, `month` is the first day of the shop's month. */
export type OfferedCode = { offer: string; at: number; month: string; expiresAt: number };

/** What the codes of one offer came to in a replay. */
export type CodeTotals = {
  issued: number;
  /** Those whose person ordered while they were valid, and what they would have taken off, by currency. */
  used: number;
  cost: Record<string, number>;
  /** By the first day of the shop's month, what counts toward the budgets. */
  months: Record<string, OfferMonth>;
};

/** The order for which a code would have been used: the first that was placed while it was valid and that stands. */
export function orderWithCode(
  { at, expiresAt }: OfferedCode,
  orders: readonly ReplayedOrder[],
): ReplayedOrder | null {
  const valid = orders.filter(
    ({ placedAt, isCancelled }) => !isCancelled && placedAt > at && placedAt <= expiresAt,
  );
  return valid.toSorted((a, b) => a.placedAt - b.placedAt)[0] ?? null;
}

/** What a code takes off an order, in the smallest unit of its currency; what shipping would have cost is not known, and counts 0. */
export function costOfCode(
  { benefit, minimumSubtotalMinor }: Pick<OfferContent, 'benefit' | 'minimumSubtotalMinor'>,
  { minor }: ReplayedOrder,
): number {
  if (minor < (minimumSubtotalMinor ?? 0)) return 0;
  switch (benefit.kind) {
    case 'percentage':
      return Math.round((minor * Math.min(benefit.percent, 100)) / 100);
    case 'amount':
    case 'gift_product':
      return Math.min(benefit.minor, minor);
    default:
      return 0;
  }
}
