import { piecesPerLine, piecesPerOrder } from '#app/scoring/bought.ts';
import { usualPieces, usualPiecesOfArticle } from '#app/scoring/usual-order.ts';
import { unordered } from '#app/profiles/carts/ordered-carts.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { ScoreField, SegmentFacts } from '#app/segments/facts.ts';
import type { SqlBuilder } from '#app/segments/conditions/condition-evaluator.ts';
import type { FieldGroup } from './field-group.ts';
import {
  averageOf,
  averageOrder,
  inOneCurrency,
  keptOrders,
  percentage,
  spentIn,
} from './order-sums.ts';
import { fitSql, intentSql, scoreSql } from './score-sql.ts';
import type { ShopifyField } from './shopify-field.ts';

/** A number that conditions may be about. */
export type NumberFact = {
  group: FieldGroup;
  words: string;
  unit: 'count' | 'money' | 'percent' | 'points';
  /** Null means not known; then no comparison with it is true. */
  read(facts: SegmentFacts, at: number): number | null;
  sql(sql: SqlBuilder): string;
  /** What a row keeps of it, under the field's name; left out where it follows from other columns. */
  stored?(profile: ProfileState): number | null;
  /** The type of the column that keeps it. */
  column?: 'int' | 'bigint' | 'float8';
  /** The amount in one currency, of money. */
  in?: {
    read(facts: SegmentFacts, currency: string): number | null;
    sql(sql: SqlBuilder, currency: string): string;
  };
  /** The score it is, if it changes by time alone. */
  fades?: ScoreField;
  /** Whether it is a prediction, so that it changes when one is saved. */
  isPrediction?: true;
  /** Its like in Shopify's segment language. */
  shopify?: ShopifyField;
};

/** What is said of a field beside how it is read: its name, which is that of its column, its group, its like. */
type KeptField = Pick<NumberFact, 'group' | 'column' | 'shopify'> & { field: string };

function score(
  { field, ...kept }: KeptField & { field: ScoreField },
  words: string,
  sql: NumberFact['sql'],
): NumberFact {
  return {
    ...kept,
    words,
    unit: 'points',
    read: (facts, at) => facts.scoreAt(field, at),
    sql,
    ...(field === 'fit' ? {} : { fades: field }),
  };
}

function plain(
  { field, ...kept }: KeptField,
  words: string,
  stored: (profile: ProfileState) => number | null,
  unit: NumberFact['unit'] = 'count',
): NumberFact {
  return {
    ...kept,
    words,
    unit,
    stored,
    read: ({ profile }) => stored(profile),
    sql: () => `f.${field}`,
  };
}

/** An amount of a person in one currency; each of the two has a column. */
function money(
  kept: KeptField,
  currencyColumn: 'order_currency' | 'customer_currency' | 'cart_currency',
  words: string,
  stored: (profile: ProfileState) => number | null,
): NumberFact {
  return {
    ...plain(kept, words, stored, 'money'),
    in: {
      read: ({ profile }, currency) =>
        CURRENCIES[currencyColumn](profile) === currency ? stored(profile) : null,
      sql: (sql, currency) =>
        `case when f.${currencyColumn} = ${sql.value(currency, 'text')} then f.${kept.field} end`,
    },
  };
}

/** The currencies of a person's amounts, by the columns that keep them; null when there is none, or several. */
export const CURRENCIES = {
  order_currency: ({ orders }: ProfileState) => onlyOne(Object.keys(orders.grossMinor)),
  customer_currency: ({ summary }: ProfileState) => summary?.currency ?? null,
  cart_currency: ({ cart }: ProfileState) => cart?.currency ?? null,
};

function onlyOne(codes: string[]): string | null {
  const [first, ...others] = codes;
  return first === undefined || others.length > 0 ? null : first;
}

const numberFields = {
  orders: plain(
    {
      field: 'orders',
      group: 'Orders',
      column: 'int',
      shopify: { name: 'number_of_orders', differences: ['cancelled_orders'] },
    },
    'orders',
    keptOrders,
  ),
  cancelled_orders: plain(
    { field: 'cancelled_orders', group: 'Orders', column: 'int' },
    'cancelled orders',
    (profile) => profile.orders.cancelled,
  ),
  units: plain(
    { field: 'units', group: 'Orders', column: 'int' },
    'items bought',
    (profile) => profile.orders.units,
  ),
  spent: {
    ...plain(
      {
        field: 'spent',
        group: 'Orders',
        column: 'bigint',
        shopify: { name: 'amount_spent', differences: ['amount_spent'] },
      },
      'amount spent',
      ({ orders }) => inOneCurrency(orders.grossMinor, orders.refundedMinor),
      'money',
    ),
    in: {
      read: ({ profile }, currency) => spentIn(profile, currency),
      sql: (sql, currency) =>
        `coalesce(f.spent_by[array_position(f.spent_in, ${sql.value(currency, 'text')})], 0)`,
    },
  },
  average_order: money(
    { field: 'average_order', group: 'Orders', column: 'float8' },
    'order_currency',
    'average order',
    averageOrder,
  ),
  discount_share: plain(
    { field: 'discount_share', group: 'Orders', column: 'float8' },
    'share of discounts in percent',
    ({ orders }) => percentage(orders.discountMinor, orders.discountMinor, orders.grossMinor),
    'percent',
  ),
  refund_rate: plain(
    { field: 'refund_rate', group: 'Orders', column: 'float8' },
    'share paid back in percent',
    ({ orders }) => percentage(orders.refundedMinor, orders.grossMinor),
    'percent',
  ),
  pieces_per_order: plain(
    { field: 'pieces_per_order', group: 'Orders', column: 'float8' },
    'items of an order on average',
    (profile) => averageOf(keptOrders(profile), piecesPerOrder(profile.orders)),
  ),
  pieces_per_line: plain(
    { field: 'pieces_per_line', group: 'Orders', column: 'float8' },
    'items of one article of an order on average',
    (profile) => averageOf(profile.orders.lines, piecesPerLine(profile.orders)),
  ),
  usual_pieces: plain(
    { field: 'usual_pieces', group: 'Orders', column: 'float8' },
    'items of a usual order',
    ({ orders }) => usualPieces(orders),
  ),
  usual_pieces_of_article: plain(
    { field: 'usual_pieces_of_article', group: 'Orders', column: 'float8' },
    'items of one article of a usual order',
    ({ orders }) => usualPiecesOfArticle(orders),
  ),
  customer_orders: plain(
    {
      field: 'customer_orders',
      group: 'Orders',
      column: 'int',
      shopify: { name: 'number_of_orders' },
    },
    'orders as Shopify counts them',
    ({ summary }) => summary?.orders ?? null,
  ),
  customer_spent: money(
    {
      field: 'customer_spent',
      group: 'Orders',
      column: 'bigint',
      shopify: { name: 'amount_spent' },
    },
    'customer_currency',
    'amount spent as Shopify counts it',
    ({ summary }) => summary?.spentMinor ?? null,
  ),
  cart_value: money(
    { field: 'cart_value', group: 'Cart', column: 'bigint' },
    'cart_currency',
    'cart value',
    (state) => unordered(state, 'cart')?.totalMinor ?? null,
  ),
  cart_quantity: plain(
    { field: 'cart_quantity', group: 'Cart', column: 'int' },
    'items in the cart',
    (state) => unordered(state, 'cart')?.quantity ?? null,
  ),
  intent: score({ field: 'intent', group: 'Score' }, 'intent', (sql) => `(${intentSql(sql)})`),
  fit: score({ field: 'fit', group: 'Score', column: 'float8' }, 'fit', fitSql),
  score: score({ field: 'score', group: 'Score' }, 'score', scoreSql),
  predicted_orders: {
    group: 'Prediction',
    words: 'orders expected in 12 months',
    unit: 'count',
    isPrediction: true,
    read: ({ prediction }) => prediction?.orders ?? null,
    // Through its text, as in memory: widened, a short number gets digits that were never stored.
    sql: (sql) => `(${sql.predicted('orders')})::text::float8`,
  },
  predicted_spend: {
    group: 'Prediction',
    words: 'spend expected in 12 months',
    unit: 'money',
    isPrediction: true,
    read: ({ prediction }) => prediction?.spendMinor ?? null,
    sql: (sql) => sql.predicted('spend_minor'),
    in: {
      read: ({ prediction }, currency) =>
        prediction?.currency === currency ? prediction.spendMinor : null,
      sql: (sql, currency) =>
        `case when ${sql.predicted('currency')} = ${sql.value(currency, 'text')} then ${sql.predicted('spend_minor')} end`,
    },
  },
  predicted_again: {
    group: 'Prediction',
    words: 'chance of another order within 12 months in percent',
    unit: 'percent',
    isPrediction: true,
    read: ({ prediction }) => (prediction === null ? null : prediction.again * 100),
    sql: (sql) => `((${sql.predicted('again')})::text::float8 * 100)`,
  },
  alive: {
    group: 'Prediction',
    words: 'chance to still be a customer in percent',
    unit: 'percent',
    isPrediction: true,
    read: ({ prediction }) => (prediction === null ? null : prediction.alive * 100),
    sql: (sql) => `((${sql.predicted('alive')})::text::float8 * 100)`,
  },
} satisfies Record<string, NumberFact>;

/**
 * A number of a person. `null` means not known; comparing it is false. Money is in the smallest unit of its currency, and not
 * known when it came in several currencies. `orders` leaves out cancelled ones; `customer_*` is Shopify's own count.
 * `discount_share` is the percentage of the full prices that discounts took off, `refund_rate` the percentage of what was
 * paid that was paid back. `usual_*` is what two of three of the newest orders reach, held until fewer than one of four do.
 * What is predicted is of the next 12 months; `predicted_again` is the chance of one more order in percent, `alive`
 * that of still being a customer.
 */
export type NumberField = keyof typeof numberFields;

/** How each number is called and read. */
export const NUMBER_FIELDS: Record<NumberField, NumberFact> = numberFields;

/** Whether a field is a number. */
export function isNumberField(field: string): field is NumberField {
  return Object.hasOwn(NUMBER_FIELDS, field);
}
