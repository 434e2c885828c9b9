import type { ProfileState } from '#app/profiles/profile.ts';
import type { ScoreField, SegmentFacts } from './facts.ts';
import { fitSql, intentSql, scoreSql } from './score-sql.ts';
import type { SqlPen } from './meaning.ts';
import type { NumberField } from './predicate.ts';

/** A number that may be asked about. */
export type NumberFact = {
  words: string;
  unit: 'count' | 'money' | 'percent' | 'points';
  /** Null means not known; then no comparison with it is a yes. */
  read(facts: SegmentFacts, at: number): number | null;
  sql(pen: SqlPen): string;
  /** The amount in one currency, of money. */
  in?: {
    read(facts: SegmentFacts, currency: string): number | null;
    sql(pen: SqlPen, currency: string): string;
  };
  /** The score it is, if it changes by time alone. */
  fades?: ScoreField;
};

type Sums = Record<string, number>;

/** The one amount of an amount by currency; 0 when there is none, null when currencies cannot be added up. */
function inOneCurrency(...sums: Sums[]): number | null {
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

function averageOrder({ profile }: SegmentFacts): number | null {
  const gross = inOneCurrency(profile.orders.grossMinor);
  return gross === null || keptOrders(profile) < 1 ? null : gross / keptOrders(profile);
}

/** Null when nothing was bought, so that nobody's share of nothing counts, and in several currencies. */
function percentage(part: Sums, ...whole: Sums[]): number | null {
  if (inOneCurrency(part, ...whole) === null) return null;
  const sum = (sums: Sums[]) =>
    sums.flatMap((one) => Object.values(one)).reduce((a, b) => a + b, 0);
  const all = sum(whole);
  return all <= 0 ? null : (sum([part]) / all) * 100;
}

/** What was spent in one currency, refunds taken off; 0 when nothing was. */
export function spentIn({ orders }: ProfileState, currency: string): number {
  return (orders.grossMinor[currency] ?? 0) - (orders.refundedMinor[currency] ?? 0);
}

function score(field: ScoreField, words: string, sql: NumberFact['sql']): NumberFact {
  return {
    words,
    unit: 'points',
    read: (facts, at) => facts.scoreAt(field, at),
    sql,
    ...(field === 'fit' ? {} : { fades: field }),
  };
}

function plain(
  column: string,
  words: string,
  read: NumberFact['read'],
  unit: NumberFact['unit'] = 'count',
): NumberFact {
  return { words, unit, read, sql: () => `f.${column}` };
}

/** An amount that has one currency, which a column beside it names. */
function money(
  words: string,
  read: (facts: SegmentFacts) => number | null,
  currencyOf: (facts: SegmentFacts) => string | null,
  columns: (pen: SqlPen) => { amount: string; currency: string },
): NumberFact {
  return {
    words,
    unit: 'money',
    read,
    sql: (pen) => columns(pen).amount,
    in: {
      read: (facts, currency) => (currencyOf(facts) === currency ? read(facts) : null),
      sql(pen, currency) {
        const row = columns(pen);
        return `case when ${row.currency} = ${pen.value(currency, 'text')} then ${row.amount} end`;
      },
    },
  };
}

/** The one currency of a person's orders. */
export function orderCurrency({ orders }: ProfileState): string | null {
  const [currency, ...others] = Object.keys(orders.grossMinor);
  return currency === undefined || others.length > 0 ? null : currency;
}

/** How each number is called and read. Money is in the smallest unit of its currency. */
export const NUMBERS: Record<NumberField, NumberFact> = {
  orders: plain('orders', 'orders', ({ profile }) => keptOrders(profile)),
  cancelled_orders: plain(
    'cancelled_orders',
    'cancelled orders',
    ({ profile }) => profile.orders.cancelled,
  ),
  units: plain('units', 'items bought', ({ profile }) => profile.orders.units),
  spent: {
    words: 'amount spent',
    unit: 'money',
    read: ({ profile }) => inOneCurrency(profile.orders.grossMinor, profile.orders.refundedMinor),
    sql: () => 'f.spent',
    in: {
      read: ({ profile }, currency) => spentIn(profile, currency),
      sql: (pen, currency) =>
        `coalesce(f.spent_by[array_position(f.spent_in, ${pen.value(currency, 'text')})], 0)`,
    },
  },
  average_order: money(
    'average order',
    averageOrder,
    ({ profile }) => orderCurrency(profile),
    () => ({ amount: 'f.average_order', currency: 'f.order_currency' }),
  ),
  discount_share: plain(
    'discount_share',
    'share of discounts in percent',
    ({ profile: { orders } }) =>
      percentage(orders.discountMinor, orders.discountMinor, orders.grossMinor),
    'percent',
  ),
  refund_rate: plain(
    'refund_rate',
    'share paid back in percent',
    ({ profile: { orders } }) => percentage(orders.refundedMinor, orders.grossMinor),
    'percent',
  ),
  customer_orders: plain(
    'customer_orders',
    'orders as Shopify counts them',
    ({ profile }) => profile.summary?.orders ?? null,
  ),
  customer_spent: money(
    'amount spent as Shopify counts it',
    ({ profile }) => profile.summary?.spentMinor ?? null,
    ({ profile }) => profile.summary?.currency ?? null,
    () => ({ amount: 'f.customer_spent', currency: 'f.customer_currency' }),
  ),
  cart_value: money(
    'cart value',
    ({ profile }) => profile.cart?.totalMinor ?? null,
    ({ profile }) => profile.cart?.currency ?? null,
    () => ({ amount: 'f.cart_value', currency: 'f.cart_currency' }),
  ),
  cart_quantity: plain(
    'cart_quantity',
    'items in the cart',
    ({ profile }) => profile.cart?.quantity ?? null,
  ),
  intent: score('intent', 'intent', intentSql),
  fit: score('fit', 'fit', fitSql),
  score: score('score', 'score', scoreSql),
  predicted_orders: {
    words: 'orders expected in 12 months',
    unit: 'count',
    read: ({ prediction }) => prediction?.orders ?? null,
    // Through its text, as everybody else reads it: widened, a short number gets digits that nobody meant.
    sql: (pen) => `(${pen.predicted('orders')})::text::float8`,
  },
  predicted_spend: money(
    'spend expected in 12 months',
    ({ prediction }) => prediction?.spendMinor ?? null,
    ({ prediction }) => prediction?.currency ?? null,
    (pen) => ({ amount: pen.predicted('spend_minor'), currency: pen.predicted('currency') }),
  ),
  alive: {
    words: 'chance to still be a customer in percent',
    unit: 'percent',
    read: ({ prediction }) => (prediction === null ? null : prediction.alive * 100),
    sql: (pen) => `((${pen.predicted('alive')})::text::float8 * 100)`,
  },
};

/** Whether a field is a number. */
export function isNumberField(field: string): field is NumberField {
  return Object.hasOwn(NUMBERS, field);
}
