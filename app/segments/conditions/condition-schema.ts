import { z } from 'zod';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { isCurrency } from '#app/lib/money.ts';
import { isDay } from '#app/lib/shop-day.ts';
import { SIGNALS } from '#app/profiles/profile-state.ts';
import { normalizeText, isStorable } from '#app/lib/normalize-text.ts';
import {
  isNumberField,
  NUMBER_FIELDS,
  type NumberFact,
  type NumberField,
} from '#app/segments/fields/number-fields.ts';
import type { NumberComparison, PredicateField } from '#app/segments/predicate.ts';
import {
  isListField,
  isTextField,
  TEXT_FIELDS,
  type ListField,
  type TextField,
} from '#app/segments/fields/text-fields.ts';
import { isTimeField, type TimeField } from '#app/segments/fields/time-fields.ts';
import { COMPARISONS } from './number-evaluator.ts';

/** The longest text, the most texts or things of one condition, and the longest window. */
const MOST_CHARACTERS = 255;
const MOST_VALUES = 250;
const MOST_DAYS = 3_650;
/** The largest number that means something, by what it counts. */
const LARGEST: Record<NumberFact['unit'], number> = {
  count: 1_000_000,
  money: 10 ** 13,
  percent: 100,
  points: 100,
};

const text = z
  .string('Give a text.')
  .refine(
    (value) => value.length <= MOST_CHARACTERS || [...value].length <= MOST_CHARACTERS,
    `At most ${formatNumber(MOST_CHARACTERS)} characters.`,
  )
  .refine((value) => value.trim() !== '', 'Give a text that is not empty.')
  .refine(isStorable, 'Some of the characters cannot be stored.');
const texts = z
  .array(text, 'Give a list of texts.')
  .min(1, 'Give at least one.')
  .max(MOST_VALUES, `At most ${formatNumber(MOST_VALUES)}.`);
const comparison = z.enum(
  Object.keys(COMPARISONS) as readonly string[] as readonly NumberComparison[],
);
const days = z
  .number('Give a number of days.')
  .gt(0, 'Give more than 0 days.')
  .max(MOST_DAYS, `At most ${formatCount(MOST_DAYS, DAYS)}.`);
const date = z
  .string('Give a day such as 2026-01-31.')
  .refine(isDay, 'Give a day of the calendar, such as 2026-01-31.');
const HOW = 'Choose how to compare.';

function upTo(most: number) {
  return z
    .number('Give a number.')
    .min(0, 'Give a number from 0 on.')
    .max(most, `Give at most ${formatNumber(most)}.`);
}

const ENDS = { path: ['least'], message: 'The lower end is above the upper one.' };

function inOrder({ least, most }: { is: string; least?: number; most?: number }): boolean {
  return least === undefined || most === undefined || least <= most;
}

function numberSchema(unit: NumberFact['unit']) {
  const field = z.custom<NumberField>();
  const amount = upTo(LARGEST[unit]);
  const currency = z
    .string()
    .refine((code) => unit === 'money' && isCurrency(code), 'Choose a currency.')
    .optional();
  return z
    .discriminatedUnion(
      'is',
      [
        z.object({ field, is: comparison, value: amount, currency }),
        z.object({ field, is: z.literal('between'), least: amount, most: amount, currency }),
      ],
      HOW,
    )
    .refine(inOrder, ENDS);
}

function textSchema(name: TextField) {
  const field = z.custom<TextField>();
  const { choices } = TEXT_FIELDS[name];
  const chosen =
    choices &&
    texts.refine(
      (values) =>
        values.every((value) => choices.some((one) => normalizeText(one) === normalizeText(value))),
      `Choose among ${choices.join(', ')}.`,
    );
  return z.discriminatedUnion(
    'is',
    [
      z.object({ field, is: z.enum(['one_of', 'not_one_of']), values: chosen ?? texts }),
      z.object({
        field,
        is: z.enum(['contains', 'not_contains', 'starts_with', 'ends_with']),
        value: text,
      }),
    ],
    HOW,
  );
}

const listSchema = z.object({
  field: z.custom<ListField>(),
  is: z.enum(['has_any', 'has_all', 'has_none'], HOW),
  values: texts,
});

const timeField = z.custom<TimeField>();
const timeSchema = z
  .discriminatedUnion(
    'is',
    [
      z.object({ field: timeField, is: z.enum(['within', 'before', 'coming']), days }),
      z.object({
        field: timeField,
        is: z.literal('days_ago'),
        least: upTo(MOST_DAYS),
        most: days,
      }),
      z.object({ field: timeField, is: z.enum(['since', 'until']), date }),
      z.object({ field: timeField, is: z.literal('from_to'), from: date, to: date }),
      z.object({
        field: timeField,
        is: z.literal('after'),
        than: z.custom<TimeField>(
          (value) => typeof value === 'string' && isTimeField(value),
          'Choose a moment.',
        ),
      }),
    ],
    HOW,
  )
  .refine((condition) => condition.is !== 'days_ago' || condition.least < condition.most, {
    path: ['least'],
    message: 'The lower end is not below the upper one.',
  })
  .refine((condition) => condition.is !== 'from_to' || condition.from <= condition.to, {
    path: ['from'],
    message: 'The first day is after the last.',
  });

const knownSchema = z.object({
  field: z.custom<PredicateField>(),
  is: z.enum(['known', 'unknown'], HOW),
});

const signal = z.enum(SIGNALS, 'Choose what people do.');
const times = upTo(LARGEST.count).int('Give a whole number.');
const signalSchema = z
  .discriminatedUnion(
    'is',
    [
      z.object({ signal, is: comparison, times, days }),
      z.object({ signal, is: z.literal('between'), least: times, most: times, days }),
    ],
    HOW,
  )
  .refine(inOrder, ENDS);

const ids = z
  .array(text)
  .max(MOST_VALUES, `At most ${formatNumber(MOST_VALUES)}.`)
  .default([]);
const interestSchema = z
  .object({
    interest: z.enum(['viewed', 'carted', 'bought'], 'Choose what people did.'),
    is: z.enum(['within', 'not_within'], HOW),
    products: ids,
    collections: ids,
    days,
  })
  .refine(({ products, collections }) => products.length + collections.length > 0, {
    path: ['products'],
    message: 'Choose a product or a collection.',
  });

const membershipSchema = z.object({ segment: text, is: z.enum(['in', 'not_in'], HOW) });

/** The schema of a condition; null when it is about nothing that is known. */
export function conditionSchema(input: object) {
  if ('signal' in input) return signalSchema;
  if ('interest' in input) return interestSchema;
  if ('segment' in input) return membershipSchema;
  if (!('field' in input) || typeof input.field !== 'string') return null;
  const { field } = input;
  if ('is' in input && (input.is === 'known' || input.is === 'unknown'))
    return isField(field) ? knownSchema : null;
  if (isNumberField(field)) return numberSchema(NUMBER_FIELDS[field].unit);
  if (isTextField(field)) return textSchema(field);
  if (isListField(field)) return listSchema;
  return isTimeField(field) ? timeSchema : null;
}

function isField(field: string): field is PredicateField {
  return isNumberField(field) || isTextField(field) || isListField(field) || isTimeField(field);
}
