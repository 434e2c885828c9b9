import { toDecimal, toMinor } from '#app/lib/money.ts';
import {
  SERVICE_KINDS,
  takesOffPrices,
  type OfferBenefit,
  type OfferContent,
} from '#app/offers/offer-content.ts';
import { offerProblems, type OfferField } from '#app/offers/offer-problems.ts';
import { marginProblem, type SalesMargin } from '#app/offers/sales-margin.ts';
import type { Predicate } from '#app/segments/predicate.ts';

/** An offer as the texts of its form; amounts are decimals in the shop's currency, a limit left empty is none. */
export type OfferForm = {
  name: string;
  kind: OfferBenefit['kind'];
  percent: string;
  amount: string;
  giftId: string;
  giftTitle: string;
  text: string;
  path: string;
  audience: OfferContent['audience'];
  coolDownDays: string;
  daysAfterOrder: string;
  codesPerMonth: string;
  costPerMonth: string;
  marginFloor: string;
  mostDiscounted: string;
  expiresAfter: string;
  expiryUnit: 'hours' | 'days';
  minimumSubtotal: string;
  combines: boolean;
  oncePerCustomer: boolean;
};

export type OfferFormErrors = Partial<Record<keyof OfferForm, string>>;

/** The texts of an offer. @param currency ISO 4217, of the shop */
export function offerFormOf(offer: OfferContent, currency: string): OfferForm {
  const { benefit, expiresAfterHours } = offer;
  const count = (value: number | null) => (value === null ? '' : String(value));
  const money = (minor: number | null) => (minor === null ? '' : toDecimal(minor, currency));
  const isInDays = expiresAfterHours % 24 === 0;
  return {
    name: offer.name,
    kind: benefit.kind,
    percent: benefit.kind === 'percentage' ? String(benefit.percent) : '',
    amount: 'minor' in benefit ? toDecimal(benefit.minor, currency) : '',
    giftId: benefit.kind === 'gift_product' ? benefit.productId : '',
    giftTitle: benefit.kind === 'gift_product' ? benefit.title : '',
    text: 'text' in benefit ? benefit.text : '',
    path: 'path' in benefit ? benefit.path : '',
    audience: offer.audience,
    coolDownDays: String(offer.coolDownDays),
    daysAfterOrder: String(offer.daysAfterOrder),
    codesPerMonth: count(offer.codesPerMonth),
    costPerMonth: money(offer.costPerMonthMinor),
    marginFloor: count(offer.marginFloorPercent),
    mostDiscounted: count(offer.mostDiscountedPercent),
    expiresAfter: String(isInDays ? expiresAfterHours / 24 : expiresAfterHours),
    expiryUnit: isInDays ? 'days' : 'hours',
    minimumSubtotal: money(offer.minimumSubtotalMinor),
    combines: offer.combines,
    oncePerCustomer: offer.oncePerCustomer,
  };
}

/** Where a problem of an offer is shown. */
const SHOWN_AT: Record<OfferField, keyof OfferForm> = {
  value: 'amount',
  gift: 'giftId',
  text: 'text',
  path: 'path',
  expiry: 'expiresAfter',
  codes: 'codesPerMonth',
  cost: 'costPerMonth',
  margin: 'marginFloor',
  share: 'mostDiscounted',
  audience: 'audience',
};

/** What the form of an offer reads from the shop: its currency (ISO 4217), and its margin. */
export type OfferFormShop = { currency: string; margin: SalesMargin };

/** What was typed, and what is wrong beside each field; what cannot be read counts as none. */
export function readOfferForm(
  form: OfferForm,
  who: Predicate,
  { currency, margin }: OfferFormShop,
): { content: OfferContent; errors: OfferFormErrors } {
  const errors: OfferFormErrors = {};
  const content: OfferContent = {
    name: form.name.trim(),
    benefit: readBenefit(form, currency, errors),
    who,
    audience: form.audience,
    coolDownDays: readCount(form, 'coolDownDays', 3_650, errors) ?? 0,
    daysAfterOrder: readCount(form, 'daysAfterOrder', 3_650, errors) ?? 0,
    codesPerMonth: readCount(form, 'codesPerMonth', 1_000_000, errors),
    costPerMonthMinor: readMoney(form, 'costPerMonth', currency, errors),
    // A floor that was typed for another benefit, and is not shown, is none.
    marginFloorPercent: takesOffPrices(form.kind) ? readPercent(form, 'marginFloor', errors) : null,
    mostDiscountedPercent: readPercent(form, 'mostDiscounted', errors),
    expiresAfterHours:
      (readCount(form, 'expiresAfter', 4_000, errors) ?? 0) * (form.expiryUnit === 'days' ? 24 : 1),
    minimumSubtotalMinor: readMoney(form, 'minimumSubtotal', currency, errors),
    combines: form.combines,
    oncePerCustomer: form.oncePerCustomer,
  };
  if (content.name === '') errors.name = 'Give the offer a name.';
  if (content.name.length > 120) errors.name = 'Use at most 120 characters.';
  for (const { field, message } of offerProblems(content, marginProblem(margin))) {
    const at = field === 'value' && form.kind === 'percentage' ? 'percent' : SHOWN_AT[field];
    errors[at] ??= message;
  }
  return { content, errors };
}

function readBenefit(form: OfferForm, currency: string, errors: OfferFormErrors): OfferBenefit {
  switch (form.kind) {
    case 'percentage':
      return { kind: 'percentage', percent: readPercent(form, 'percent', errors) ?? 0 };
    case 'amount':
      return { kind: 'amount', minor: readMoney(form, 'amount', currency, errors) ?? 0 };
    case 'free_shipping':
      return { kind: 'free_shipping' };
    case 'gift_product':
      return {
        kind: 'gift_product',
        productId: form.giftId,
        title: form.giftTitle,
        minor: readMoney(form, 'amount', currency, errors) ?? 0,
      };
    default:
      return { kind: form.kind, text: form.text.trim(), path: form.path.trim() };
  }
}

type TextField = {
  [K in keyof OfferForm]: OfferForm[K] extends boolean ? never : K;
}[keyof OfferForm];

function readCount(
  form: OfferForm,
  field: TextField,
  most: number,
  errors: OfferFormErrors,
): number | null {
  const typed = form[field].trim();
  if (typed === '') return null;
  const count = /^\d{1,7}$/.test(typed) ? Number(typed) : NaN;
  if (count <= most) return count;
  errors[field] = `Enter a whole number up to ${String(most)}.`;
  return null;
}

function readPercent(form: OfferForm, field: TextField, errors: OfferFormErrors): number | null {
  const typed = form[field].trim();
  if (typed === '') return null;
  const percent = /^\d{1,3}(?:\.\d{1,2})?$/.test(typed) ? Number(typed) : NaN;
  if (!Number.isNaN(percent)) return percent;
  errors[field] = 'Enter a percentage such as 10 or 12.5.';
  return null;
}

function readMoney(
  form: OfferForm,
  field: TextField,
  currency: string,
  errors: OfferFormErrors,
): number | null {
  const typed = form[field].trim();
  if (typed === '') return null;
  const minor = toMinor(typed, currency);
  if (minor !== null && minor <= 1_000_000_000) return minor;
  errors[field] = 'Enter an amount such as 25 or 25.50.';
  return null;
}

/** Whether a benefit takes an amount of money. */
export function asksForAmount(kind: OfferForm['kind']): boolean {
  return kind === 'amount' || kind === 'gift_product';
}

/** Whether a benefit is described by a text and a page of the store. */
export function asksForText(kind: OfferForm['kind']): boolean {
  return (SERVICE_KINDS as readonly string[]).includes(kind);
}
