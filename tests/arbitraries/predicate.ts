import fc from 'fast-check';
import { SIGNALS } from '#app/profiles/profile-state.ts';
import type { NumberField } from '#app/segments/fields/number-fields.ts';
import type { TextField } from '#app/segments/fields/text-fields.ts';
import type { TimeField } from '#app/segments/fields/time-fields.ts';
import type {
  NumberComparison,
  DateCondition,
  PredicateField,
  InterestCondition,
  KnownCondition,
  ListCondition,
  NumberCondition,
  OrderCondition,
  Predicate,
  Condition,
  SignalCondition,
  TextCondition,
  WindowCondition,
} from '#app/segments/predicate.ts';
import { PRODUCTS, WORDS } from './profile.ts';

const days = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.double({ min: 0.01, max: 40, noNaN: true }),
);
/** The lower and the upper end of a range. */
const ends = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
  .map(([a, b]) => ({ least: Math.min(a, b), most: Math.max(a, b) }));
const comparisons = fc.constantFrom<NumberComparison>(
  'at_least',
  'at_most',
  'equal',
  'not_equal',
  'more_than',
  'fewer_than',
);
const timeFields = fc.constantFrom<TimeField>(
  'first_seen',
  'last_seen',
  'last_order',
  'last_cart',
  'last_checkout',
  'first_order',
  'last_shipped',
  'last_delivered',
  'next_order',
);
const numberFields = fc.constantFrom<NumberField>(
  'intent',
  'score',
  'fit',
  'orders',
  'cancelled_orders',
  'units',
  'discount_share',
  'refund_rate',
  'pieces_per_order',
  'pieces_per_line',
  'usual_pieces',
  'usual_pieces_of_article',
  'customer_orders',
  'cart_quantity',
  'predicted_orders',
  'predicted_again',
  'alive',
);
const moneyFields = fc.constantFrom<NumberField>(
  'spent',
  'average_order',
  'customer_spent',
  'cart_value',
  'predicted_spend',
);
const textFields = fc.constantFrom<TextField>(
  'email',
  'email_domain',
  'phone',
  'customer',
  'country',
  'region',
  'locale',
  'company',
  'first_source',
  'last_medium',
  'last_campaign',
  'first_landing',
  'last_referrer',
);
const words = fc.constantFrom(...WORDS);
const wordLists = fc.uniqueArray(words, { minLength: 1, maxLength: 4 });

const numbers: fc.Arbitrary<NumberCondition> = fc.oneof(
  fc.record({
    field: numberFields,
    is: comparisons,
    value: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 60 })),
  }),
  fc
    .record({ field: numberFields, range: ends })
    .map(({ field, range }) => ({ field, is: 'between' as const, ...range })),
);
const amounts: fc.Arbitrary<NumberCondition> = fc.record(
  {
    field: moneyFields,
    is: comparisons,
    value: fc.constantFrom(0, 1_000, 2_000, 2_500, 3_000, 6_000),
    currency: fc.constantFrom('GBP', 'EUR'),
  },
  { requiredKeys: ['field', 'is', 'value'] },
);
const texts: fc.Arbitrary<TextCondition> = fc.oneof(
  fc.record({
    field: textFields,
    is: fc.constantFrom('one_of', 'not_one_of'),
    values: wordLists,
  }),
  fc.record({
    field: textFields,
    is: fc.constantFrom('contains', 'not_contains', 'starts_with', 'ends_with'),
    value: words,
  }),
  fc.record({
    field: fc.constantFrom('grade'),
    is: fc.constantFrom('one_of', 'not_one_of'),
    values: fc.uniqueArray(fc.constantFrom('A1', 'B2', 'c3', 'C4', 'D4', 'D1'), { minLength: 1 }),
  }),
  fc.record({
    field: fc.constantFrom('band'),
    is: fc.constantFrom('one_of', 'not_one_of'),
    values: fc.uniqueArray(fc.constantFrom('hot', 'Warm', 'cool', 'cold'), { minLength: 1 }),
  }),
  fc.record({
    field: fc.constantFrom('email_consent', 'sms_consent'),
    is: fc.constantFrom('one_of', 'not_one_of'),
    values: fc.constantFrom<string[]>(['subscribed'], ['unsubscribed', 'invalid']),
  }),
);
const lists: fc.Arbitrary<ListCondition> = fc.record({
  field: fc.constantFrom('tags', 'companies'),
  is: fc.constantFrom('has_any', 'has_all', 'has_none'),
  values: wordLists,
});
const known: fc.Arbitrary<KnownCondition> = fc.record({
  field: fc.oneof<fc.Arbitrary<PredicateField>[]>(
    timeFields,
    numberFields,
    moneyFields,
    textFields,
    fc.constantFrom('tags', 'companies', 'band'),
  ),
  is: fc.constantFrom('known', 'unknown'),
});
const windows: fc.Arbitrary<WindowCondition> = fc.oneof(
  fc.record({ field: timeFields, is: fc.constantFrom('within', 'before', 'coming'), days }),
  fc.record({ field: timeFields, range: ends }).map(({ field, range: { least, most } }) => ({
    field,
    is: 'days_ago' as const,
    least,
    most: most + 1,
  })),
);
const dates: fc.Arbitrary<DateCondition> = fc.oneof(
  fc.record({
    field: timeFields,
    is: fc.constantFrom('since', 'until'),
    date: fc.constantFrom('2025-12-31', '2026-05-01', '2026-05-19', '2026-05-20'),
  }),
  fc.record({
    field: timeFields,
    is: fc.constant('from_to'),
    from: fc.constantFrom('2025-05-20', '2026-05-01'),
    to: fc.constantFrom('2026-05-01', '2026-05-18', '2026-05-20'),
  }),
);
const orders: fc.Arbitrary<OrderCondition> = fc.record({
  field: timeFields,
  is: fc.constant('after'),
  than: timeFields,
});
const signals: fc.Arbitrary<SignalCondition> = fc.oneof(
  fc.record({
    signal: fc.constantFrom(...SIGNALS),
    is: comparisons,
    times: fc.integer({ min: 0, max: 8 }),
    days,
  }),
  fc
    .record({ signal: fc.constantFrom(...SIGNALS), range: ends, days })
    .map(({ signal, range, days: length }) => ({
      signal,
      is: 'between' as const,
      ...range,
      days: length,
    })),
);
const interests: fc.Arbitrary<InterestCondition> = fc.record({
  interest: fc.constantFrom('viewed', 'carted', 'bought'),
  is: fc.constantFrom('within', 'not_within'),
  products: fc.uniqueArray(fc.constantFrom(...PRODUCTS), { minLength: 1, maxLength: 3 }),
  collections: fc.constant([]),
  days,
});

const conditions: fc.Arbitrary<Condition> = fc.oneof(
  numbers,
  windows,
  signals,
  orders,
  known,
  amounts,
  texts,
  lists,
  dates,
  interests,
);

/** A predicate of any shape, a few levels deep. */
export const predicates: fc.Arbitrary<Predicate> = fc.letrec<{ any: Predicate }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    conditions,
    fc.record({ all: fc.array(tie('any'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('any'), { maxLength: 3 }) }),
    fc.record({ not: tie('any') }),
  ),
})).any;
