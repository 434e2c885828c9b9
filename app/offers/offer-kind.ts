import type { DefinitionPart } from '#app/definitions/definition-difference.ts';
import type { DefinitionKindRecord, DefinitionProblem } from '#app/definitions/definition-kind.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { referenceProblems } from '#app/segments/reference-problems.ts';
import { OfferContent, type OfferBenefit } from './offer-content.ts';
import { offerProblems } from './offer-problems.ts';
import { BENEFIT_LABELS, expiryWords } from './offer-words.ts';

/** Offers as definitions. The engine decides by them. */
export const offerKind: DefinitionKindRecord<OfferContent> = {
  kind: 'offer',
  schema: OfferContent,
  problems: (offer, _names, known = {}) => [
    ...offerProblems(offer, known.marginProblem).map(({ message }) => problem(message)),
    ...referenceProblems(offer.who, known).map(({ message }) => problem(`Who gets it: ${message}`)),
  ],
  parts: (offer) => [
    { id: '', name: 'Offer', fields: fieldsOf(offer), whole: canonicalJson(offer) },
  ],
  references: () => [],
  isPolicy: true,
};

function problem(message: string): DefinitionProblem {
  return { stepId: null, message };
}

function fieldsOf(offer: OfferContent): DefinitionPart['fields'] {
  const { benefit, codesPerMonth, minimumSubtotalMinor, costPerMonthMinor } = offer;
  const percent = (value: number | null) =>
    value === null ? 'No limit' : `${formatNumber(value)}%`;
  // The currency is the shop's, which a version does not say.
  const amount = (minor: number | null) => (minor === null ? 'No limit' : formatNumber(minor));
  return [
    { name: 'Name', value: offer.name },
    { name: 'Benefit', value: BENEFIT_LABELS[benefit.kind] },
    { name: 'Value', value: valueWords(benefit) },
    {
      name: 'Who gets it',
      value: conditionsOf(offer.who).length === 0 ? 'All people' : describePredicate(offer.who),
    },
    { name: 'Audience', value: offer.audience === 'trade' ? 'Trade buyers' : 'Retail customers' },
    { name: 'Wait after an offer', value: formatCount(offer.coolDownDays, DAYS) },
    { name: 'Wait after an order', value: formatCount(offer.daysAfterOrder, DAYS) },
    {
      name: 'Codes a month',
      value: codesPerMonth === null ? 'No limit' : formatNumber(codesPerMonth),
    },
    { name: 'Cost a month (smallest units)', value: amount(costPerMonthMinor) },
    { name: 'Margin floor', value: percent(offer.marginFloorPercent) },
    { name: 'Orders with a discount', value: percent(offer.mostDiscountedPercent) },
    { name: 'Code expires after', value: expiryWords(offer.expiresAfterHours) },
    { name: 'Minimum subtotal (smallest units)', value: amount(minimumSubtotalMinor) },
    { name: 'Combines with other discounts', value: offer.combines ? 'Yes' : 'No' },
    { name: 'One use per customer', value: offer.oncePerCustomer ? 'Yes' : 'No' },
  ];
}

function valueWords(benefit: OfferBenefit): string {
  switch (benefit.kind) {
    case 'percentage':
      return `${formatNumber(benefit.percent)}%`;
    case 'amount':
      return formatNumber(benefit.minor);
    case 'free_shipping':
      return 'Shipping';
    case 'gift_product':
      return benefit.title;
    default:
      return `${benefit.text} (${benefit.path})`;
  }
}
