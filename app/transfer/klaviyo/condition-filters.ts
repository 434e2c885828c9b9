import { z } from 'zod';
import type { NumberComparison, Predicate } from '#app/segments/predicate.ts';
import type { ConversionNote, KlaviyoContext } from './conversion.ts';

/** What a condition of Klaviyo becomes: a predicate, or why it becomes none. */
export type ConvertedCondition = { predicate: Predicate } | { note: ConversionNote };

/** Converts a condition of one type; null when it is not written as that type is. */
export type ConditionConverter = (
  input: unknown,
  context: KlaviyoContext,
) => ConvertedCondition | null;

/** A condition that becomes none. */
export function withoutCounterpart(what: string, why: string): { note: ConversionNote } {
  return { note: { what, why } };
}

/** How a number is compared. */
export const NumericFilter = z.looseObject({
  type: z.literal('numeric'),
  operator: z.enum([
    'equals',
    'not-equals',
    'greater-than',
    'greater-than-or-equal',
    'less-than',
    'less-than-or-equal',
  ]),
  value: z.number(),
});

/** The same comparisons here. */
export const NUMBER_COMPARISONS: Record<
  z.infer<typeof NumericFilter>['operator'],
  NumberComparison
> = {
  equals: 'equal',
  'not-equals': 'not_equal',
  'greater-than': 'more_than',
  'greater-than-or-equal': 'at_least',
  'less-than': 'fewer_than',
  'less-than-or-equal': 'at_most',
};

/** A period that is counted from now. */
export const RelativeDateFilter = z.looseObject({
  type: z.literal('date'),
  operator: z.string(),
  unit: z.enum(['day', 'hour', 'week']),
  quantity: z.number(),
});

/** How many days each unit of a period is. */
export const DAYS_OF_UNIT = { hour: 1 / 24, day: 1, week: 7 };
