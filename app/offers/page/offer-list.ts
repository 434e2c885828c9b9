import type { DefinitionState } from '#app/definitions/definition-state.ts';
import type { RowOrder } from '#app/lib/arrange-rows.ts';
import type { OfferContent } from '#app/offers/offer-content.ts';

/** What an offer came to in the current calendar month of the shop. */
export type OfferFigures = {
  issued: number;
  used: number;
  usedByOthers: number;
  /** What codes took off, in smallest units of the shop's currency, of the orders of which that is known. */
  costMinor: number;
  /** The other orders with a code. */
  costUnknown: number;
};

export const NO_FIGURES: OfferFigures = {
  issued: 0,
  used: 0,
  usedByOthers: 0,
  costMinor: 0,
  costUnknown: 0,
};

/** One line of the list of offers. */
export type OfferLine = OfferFigures &
  Pick<OfferContent, 'name' | 'benefit' | 'audience' | 'codesPerMonth' | 'costPerMonthMinor'> & {
    key: string;
    state: DefinitionState;
  };

/** What the list can be sorted by, the default first. */
export const OFFER_SORTS = ['issued', 'name', 'used', 'cost'] as const;
export type OfferSort = (typeof OFFER_SORTS)[number];

/** Offers on a page. */
export const OFFERS_SHOWN = 25;

export const OFFER_ORDER: RowOrder<OfferLine, OfferSort> = {
  text: ({ name }) => name,
  by: {
    issued: ({ issued }) => issued,
    name: ({ name }) => name,
    used: ({ used }) => used,
    cost: ({ costMinor }) => costMinor,
  },
};

/**
 * How much of the budget of the month is used, of codes or of money, whichever is closer to its end.
 * @returns 0 to 1; null for an offer without a budget
 */
export function budgetUsed({
  issued,
  costMinor,
  codesPerMonth,
  costPerMonthMinor,
}: Pick<OfferLine, 'issued' | 'costMinor' | 'codesPerMonth' | 'costPerMonthMinor'>): number | null {
  const shares = [
    ...(codesPerMonth === null ? [] : [issued / Math.max(1, codesPerMonth)]),
    ...(costPerMonthMinor === null ? [] : [costMinor / Math.max(1, costPerMonthMinor)]),
  ];
  return shares.length === 0 ? null : Math.min(1, Math.max(...shares));
}
