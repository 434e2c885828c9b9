import { mostPercentOff } from './may-offer.ts';
import { takesOffPrices, type OfferBenefit, type OfferContent } from './offer-content.ts';

/** The fields of an offer that may hold a value that does not do. */
export type OfferField =
  | 'value'
  | 'gift'
  | 'text'
  | 'path'
  | 'expiry'
  | 'codes'
  | 'cost'
  | 'margin'
  | 'share'
  | 'audience';

/** What is wrong with a field, as a sentence with what to do. */
export type OfferProblem = { field: OfferField; message: string };

/** The longest that Shopify and a reader keep a code in mind. */
const MOST_HOURS = 366 * 24;

/**
 * Why an offer cannot be published; empty when it can.
 * @param noMargin why the margin of the shop cannot be checked; null when it can, or is not asked about
 */
export function offerProblems(offer: OfferContent, noMargin: string | null = null): OfferProblem[] {
  const { benefit, codesPerMonth, costPerMonthMinor, marginFloorPercent } = offer;
  const { mostDiscountedPercent, expiresAfterHours } = offer;
  const hasFloor = marginFloorPercent !== null && takesOffPrices(benefit.kind);
  const found = (isWrong: boolean, field: OfferField, message: string): OfferProblem[] =>
    isWrong ? [{ field, message }] : [];
  return [
    ...benefitProblems(benefit),
    ...found(
      expiresAfterHours < 1 || expiresAfterHours > MOST_HOURS,
      'expiry',
      'Set how long a code can be used: from one hour to one year.',
    ),
    ...found(
      codesPerMonth === 0,
      'codes',
      'With no codes a month it is never offered. Leave it empty for no limit.',
    ),
    ...found(
      costPerMonthMinor === 0,
      'cost',
      'With no cost a month it is never offered. Leave it empty for no limit.',
    ),
    ...found(
      marginFloorPercent !== null && marginFloorPercent >= 100,
      'margin',
      'Set a margin below 100%, or leave it empty.',
    ),
    ...found(
      hasFloor && mostPercentOff(offer) === null,
      'margin',
      'Set a minimum subtotal, so that the margin can be checked, or leave it empty.',
    ),
    ...found(hasFloor && noMargin !== null, 'margin', noMargin ?? ''),
    ...found(
      mostDiscountedPercent !== null && (mostDiscountedPercent <= 0 || mostDiscountedPercent > 100),
      'share',
      'Set a share of orders above 0% and up to 100%, or leave it empty.',
    ),
    ...found(
      offer.audience === 'retail' && benefit.kind === 'payment_terms',
      'audience',
      'Payment terms are for trade buyers. Change the audience.',
    ),
  ];
}

function benefitProblems(benefit: OfferBenefit): OfferProblem[] {
  switch (benefit.kind) {
    case 'percentage':
      return benefit.percent > 0 && benefit.percent <= 100
        ? []
        : [{ field: 'value', message: 'Set a percentage above 0 and up to 100.' }];
    case 'amount':
      return benefit.minor > 0 ? [] : [{ field: 'value', message: 'Set an amount above 0.' }];
    case 'free_shipping':
      return [];
    case 'gift_product':
      return [
        ...(/^\d+$/.test(benefit.productId)
          ? []
          : [{ field: 'gift' as const, message: 'Choose the product that is given.' }]),
        ...(benefit.minor > 0
          ? []
          : [{ field: 'value' as const, message: 'Set what the product costs.' }]),
      ];
    default:
      return [
        ...(benefit.text === ''
          ? [{ field: 'text' as const, message: 'Write what the person gets.' }]
          : []),
        ...(isStorePath(benefit.path)
          ? []
          : [
              {
                field: 'path' as const,
                message: 'Give a page of your store, such as /pages/samples.',
              },
            ]),
      ];
  }
}

/** Whether a text is a page of the store, from its first slash on: it can lead to no other site. */
export function isStorePath(path: string): boolean {
  return /^\/(?![/\\])[^\s\\]*$/.test(path);
}
