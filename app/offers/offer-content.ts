import { z } from 'zod';
import { DefinitionName } from '#app/definitions/definition-key.ts';
import { PredicateContent } from '#app/segments/predicate-content.ts';

/** What an offer gives that is no discount. */
export const SERVICE_KINDS = [
  'sample',
  'consultation',
  'extended_returns',
  'early_access',
  'catalogue',
  'trial_order',
  'payment_terms',
] as const;

/** Smallest units of the shop's currency. */
const Minor = z.number().int().min(0).max(1_000_000_000);
const MinorOrNone = Minor.nullable();
/** Read also when it is too much, so that the form can say so. */
const Percent = z.number().min(0).max(1_000);
const PercentOrNone = Percent.nullable();

const OfferBenefit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percentage'), percent: Percent }),
  z.strictObject({ kind: z.literal('amount'), minor: Minor }),
  z.strictObject({ kind: z.literal('free_shipping') }),
  z.strictObject({
    kind: z.literal('gift_product'),
    /** In Shopify, digits only. */
    productId: z.string().max(20),
    title: z.string().trim().max(255),
    /** What a piece costs: so much is taken off, once an order. */
    minor: Minor,
  }),
  z.strictObject({
    kind: z.enum(SERVICE_KINDS),
    /** What the reader gets, in a sentence. */
    text: z.string().trim().max(500),
    /** A page of the store, from its first slash on. */
    path: z.string().trim().max(500),
  }),
]);
/** What a person gets. */
export type OfferBenefit = z.infer<typeof OfferBenefit>;

/** What a version of an offer says. A limit that is null does not limit. */
export const OfferContent = z.strictObject({
  name: DefinitionName,
  benefit: OfferBenefit,
  /** The conditions that a person must meet. */
  who: PredicateContent,
  /** Consumers, or those who buy for a business; neither ever gets what is for the other. */
  audience: z.enum(['retail', 'trade']),
  /** Days after any offer in which a person gets no other. */
  coolDownDays: z.number().int().min(0).max(3_650),
  /** Days after an order in which a person gets none. */
  daysAfterOrder: z.number().int().min(0).max(3_650),
  /** By calendar month of the shop. */
  codesPerMonth: z.number().int().min(0).max(1_000_000).nullable(),
  /** What codes of the offer that were used this month took off, at most. */
  costPerMonthMinor: MinorOrNone,
  /** What must be left of the price after the discount, in percent; where costs are not known, the offer is not made. */
  marginFloorPercent: PercentOrNone,
  /** Of the orders of the last 30 days, how many may have had a discount. */
  mostDiscountedPercent: PercentOrNone,
  /** How long a code can be used. */
  expiresAfterHours: z.number().int().min(0).max(100_000),
  minimumSubtotalMinor: MinorOrNone,
  /** Whether it may be used together with other discounts. */
  combines: z.boolean(),
  /** Whether a customer may use only one code of it. Versions from before this was asked do not limit it. */
  oncePerCustomer: z.boolean().default(false),
});
export type OfferContent = z.infer<typeof OfferContent>;

/** Whether a benefit takes something off the price, by a code of Shopify. */
export function isDiscount({ kind }: Pick<OfferBenefit, 'kind'>): boolean {
  return !(SERVICE_KINDS as readonly string[]).includes(kind);
}

/** Whether a benefit takes something off the prices of products, which are what a margin is left of; shipping is none. */
export function takesOffPrices(kind: OfferBenefit['kind']): boolean {
  return kind !== 'free_shipping' && isDiscount({ kind });
}

/** A new offer with usual settings. */
export function blankOffer(): OfferContent {
  return {
    name: 'New offer',
    benefit: { kind: 'percentage', percent: 10 },
    who: { all: [] },
    audience: 'retail',
    coolDownDays: 90,
    daysAfterOrder: 14,
    codesPerMonth: null,
    costPerMonthMinor: null,
    marginFloorPercent: null,
    mostDiscountedPercent: 30,
    expiresAfterHours: 7 * 24,
    minimumSubtotalMinor: null,
    combines: false,
    oncePerCustomer: true,
  };
}
