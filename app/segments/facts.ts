import { fitPoints } from '#app/scoring/fit.ts';
import { intentParts, newestMoment, toHundred, totalPoints } from '#app/scoring/intent.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { nextIntentChange } from '#app/scoring/next-change.ts';
import { combined } from '#app/scoring/score.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import type { NumberField, TextField, TimeField } from './predicate.ts';

/** A number of a person that fades with time. */
export type ScoreField = 'intent' | 'fit' | 'score';

/** What a segment may ask about one person, at any moment. Nothing is computed before it is asked. */
export type SegmentFacts = {
  profile: ProfileState;
  /** 0 to 100, as `scoreProfile` gives it. */
  scoreAt(field: ScoreField, at: number): number;
  /** The first millisecond after `at` at which the number goes to another side of `value`, or null. */
  nextCrossing(field: ScoreField, value: number, at: number): number | null;
};

/** The facts of a profile under a scoring model. */
export function segmentFacts(model: ScoreModel, profile: ProfileState): SegmentFacts {
  const fit = toHundred(fitPoints(model, profile));
  function fromIntent(field: ScoreField, intent: number): number {
    return field === 'intent' ? intent : combined(model, intent, fit);
  }
  return {
    profile,
    scoreAt(field, at) {
      if (field === 'fit') return fit;
      return fromIntent(field, toHundred(totalPoints(intentParts(model, profile, at), at)));
    },
    nextCrossing(field, value, at) {
      if (field === 'fit') return null;
      return nextIntentChange(model, profile, at, (intent) =>
        Math.sign(fromIntent(field, intent) - value),
      );
    },
  };
}

/** The one amount of an amount by currency; 0 when there is none, null when currencies cannot be added up. */
function inOneCurrency(...sums: Record<string, number>[]): number | null {
  const currencies = new Set(sums.flatMap((sum) => Object.keys(sum)));
  if (currencies.size > 1) return null;
  const [currency] = currencies;
  if (currency === undefined) return 0;
  return sums.reduce(
    (total, sum, index) => total + (index === 0 ? 1 : -1) * (sum[currency] ?? 0),
    0,
  );
}

function keptOrders({ orders }: ProfileState): number {
  return orders.placed - orders.cancelled;
}

function averageOrder(profile: ProfileState): number | null {
  const gross = inOneCurrency(profile.orders.grossMinor);
  return gross === null || keptOrders(profile) < 1 ? null : gross / keptOrders(profile);
}

type Sums = Record<string, number>;

/** Null when nothing was bought, so that nobody's share of nothing counts, and in several currencies. */
function percentage(part: Sums, ...whole: Sums[]): number | null {
  if (inOneCurrency(part, ...whole) === null) return null;
  const sum = (sums: Sums[]) =>
    sums.flatMap((one) => Object.values(one)).reduce((a, b) => a + b, 0);
  const all = sum(whole);
  return all <= 0 ? null : (sum([part]) / all) * 100;
}

/** How each number is read; null means not known. Money is in the smallest unit of its currency. */
export const NUMBERS: Record<NumberField, (facts: SegmentFacts, at: number) => number | null> = {
  orders: ({ profile }) => keptOrders(profile),
  spent: ({ profile }) => inOneCurrency(profile.orders.grossMinor, profile.orders.refundedMinor),
  average_order: ({ profile }) => averageOrder(profile),
  discount_share: ({ profile: { orders } }) =>
    percentage(orders.discountMinor, orders.discountMinor, orders.grossMinor),
  refund_rate: ({ profile: { orders } }) => percentage(orders.refundedMinor, orders.grossMinor),
  cart_value: ({ profile }) => (profile.cart === null ? null : profile.cart.totalMinor),
  intent: (facts, at) => facts.scoreAt('intent', at),
  fit: (facts, at) => facts.scoreAt('fit', at),
  score: (facts, at) => facts.scoreAt('score', at),
};

/** How each text is read; null means not known. */
export const TEXTS: Record<TextField, (profile: ProfileState) => string | null> = {
  country: (profile) => profile.country?.value ?? null,
  region: (profile) => profile.region?.value ?? null,
  locale: (profile) => profile.locale?.value ?? null,
  email_domain: (profile) => profile.email?.value.split('@')[1]?.toLowerCase() ?? null,
  company: (profile) => profile.company?.value ?? null,
  email_consent: (profile) => profile.consent.email?.value ?? null,
  first_source: (profile) => profile.firstTouch?.source ?? null,
  last_source: (profile) => profile.lastTouch?.source ?? null,
  last_campaign: (profile) => profile.lastTouch?.campaign ?? null,
};

/** How each moment is read, epoch milliseconds; null means it never happened or is not known. */
export const TIMES: Record<TimeField, (profile: ProfileState) => number | null> = {
  first_seen: (profile) => profile.firstSeenAt,
  last_seen: (profile) => profile.lastSeenAt,
  first_order: (profile) => profile.orders.firstAt,
  last_order: (profile) => profile.orders.lastAt,
  // Not the baskets' own times: paying changes a basket once more, just after its order.
  last_cart: ({ signals }) => newestMoment(signals.cart_changed),
  last_checkout: ({ signals }) => newestMoment(signals.checkout_started),
  last_delivered: (profile) => profile.orders.deliveredAt,
};

/** Whether a field is a moment. */
export function isTimeField(field: string): field is TimeField {
  return Object.hasOwn(TIMES, field);
}

/** Whether a field fades with time. */
export function isScoreField(field: NumberField): field is ScoreField {
  return field === 'intent' || field === 'fit' || field === 'score';
}
