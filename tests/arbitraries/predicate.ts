import fc from 'fast-check';
import { SIGNALS } from '#app/profiles/profile.ts';
import type {
  NumberField,
  NumberQuestion,
  Predicate,
  SignalQuestion,
  TimeField,
  WindowQuestion,
} from '#app/segments/predicate.ts';

const days = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.double({ min: 0.01, max: 40, noNaN: true }),
);
const timeFields = fc.constantFrom<TimeField>(
  'last_order',
  'last_cart',
  'last_checkout',
  'first_order',
);

const numbers: fc.Arbitrary<NumberQuestion> = fc.record({
  field: fc.constantFrom<NumberField>('intent', 'score', 'fit', 'orders', 'cart_value'),
  is: fc.constantFrom('at_least', 'at_most', 'equal'),
  value: fc.integer({ min: 0, max: 60 }),
});
const windows: fc.Arbitrary<WindowQuestion> = fc.record({
  field: timeFields,
  is: fc.constantFrom('within', 'before'),
  days,
});
const signals: fc.Arbitrary<SignalQuestion> = fc.record({
  signal: fc.constantFrom(...SIGNALS),
  is: fc.constantFrom('at_least', 'fewer_than'),
  times: fc.integer({ min: 1, max: 8 }),
  days,
});

/** A question of any shape, a few levels deep. */
export const predicates: fc.Arbitrary<Predicate> = fc.letrec<{ any: Predicate }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    numbers,
    windows,
    signals,
    fc.record({ field: timeFields, is: fc.constant('after' as const), than: timeFields }),
    fc.record({ field: timeFields, is: fc.constantFrom('known' as const, 'unknown' as const) }),
    fc.record({ all: fc.array(tie('any'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('any'), { maxLength: 3 }) }),
    fc.record({ not: tie('any') }),
  ),
})).any;
