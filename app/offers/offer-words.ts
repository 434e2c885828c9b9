import { formatCount, DAYS, HOURS, ORDERS } from '#app/lib/format/count.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { SERVICE_KINDS, type OfferBenefit } from './offer-content.ts';

/** What the merchant calls each benefit, in the order in which they are offered to choose from. */
export const BENEFIT_LABELS: Record<OfferBenefit['kind'], string> = {
  percentage: 'Percentage off',
  amount: 'Amount off',
  free_shipping: 'Free shipping',
  gift_product: 'Gift product',
  sample: 'Sample',
  consultation: 'Consultation',
  extended_returns: 'Extended returns',
  early_access: 'Early access',
  catalogue: 'Catalogue',
  trial_order: 'Trial order',
  payment_terms: 'Payment terms',
};

/** The benefits in the order in which they are offered to choose from. */
export const BENEFIT_KINDS = [
  'percentage',
  'amount',
  'free_shipping',
  'gift_product',
  ...SERVICE_KINDS,
] as const satisfies readonly OfferBenefit['kind'][];

/** What a person gets, in a few words: `10% off`. @param currency ISO 4217, of the shop */
export function benefitWords(benefit: OfferBenefit, currency: string): string {
  switch (benefit.kind) {
    case 'percentage':
      return `${formatNumber(benefit.percent)}% off`;
    case 'amount':
      return `${formatMoney(benefit.minor, currency)} off`;
    case 'free_shipping':
      return 'Free shipping';
    case 'gift_product':
      return `${benefit.title} as a gift`;
    default:
      return benefit.text === '' ? BENEFIT_LABELS[benefit.kind] : benefit.text;
  }
}

/** How long a code can be used: `7 days`, `36 hours`. */
export function expiryWords(hours: number): string {
  return hours % 24 === 0 ? formatCount(hours / 24, DAYS) : formatCount(hours, HOURS);
}

/** What codes took off: `€12.00`, `€12.00, and 2 orders of unknown cost`. @param currency ISO 4217, of the shop */
export function offerCostWords(
  { costMinor, costUnknown }: { costMinor: number; costUnknown: number },
  currency: string,
): string {
  const known = formatMoney(costMinor, currency);
  return costUnknown === 0
    ? known
    : `${known}, and ${formatCount(costUnknown, ORDERS)} of unknown cost`;
}
