import { z } from 'zod';
import type { ConsentState } from '#app/events/event.ts';
import { countryName } from '#app/lib/country.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { FitCondition } from './model.ts';
import { plainText, typedNumber } from './typed-values.ts';

/** More values than this in one rule are not readable. */
const MOST_VALUES = 100;

const CONSENT_STATES = [
  'subscribed',
  'unsubscribed',
  'pending',
  'not_subscribed',
  'invalid',
  'redacted',
] as const satisfies ConsentState[];

const KNOWN = z.strictObject({
  trait: z.enum(['customerId', 'email', 'phone', 'country', 'locale', 'company']),
  is: z.literal('known'),
});

const ORDERS = z.strictObject({
  orders: z.literal('kept'),
  is: z.literal('at_least'),
  value: typedNumber({
    min: 1,
    max: 100_000,
    message: 'Enter a number of orders, 1 or more.',
  }).pipe(z.int('Enter a whole number of orders.')),
});

const PIECES = z.strictObject({
  orders: z.literal('pieces'),
  is: z.literal('at_least'),
  value: typedNumber({
    min: 1,
    max: 1_000_000,
    message: 'Enter a number of pieces of an order, 1 or more.',
  }),
});

const RETURNED = z.strictObject({
  orders: z.literal('returned'),
  is: z.literal('at_least'),
  value: typedNumber({
    min: 1,
    max: 100,
    message: 'Enter a percentage of what was ordered, 1 to 100.',
  }),
});

const GAP = z.strictObject({
  orders: z.literal('gap'),
  is: z.literal('at_most'),
  value: typedNumber({ min: 1, max: 3_650, message: 'Enter a number of days, 1 or more.' }),
});

const ORDER_FORMS = new Map<unknown, z.ZodType<FitCondition>>([
  ['pieces', PIECES],
  ['returned', RETURNED],
  ['gap', GAP],
]);

const CONSENT = z.strictObject({
  consent: z.enum(['email', 'sms']),
  is: z.literal('one_of'),
  values: listOf(z.enum(CONSENT_STATES, 'Choose one of the states of consent.')),
});

const COUNTRY = z
  .string('Enter a country code such as GB.')
  .trim()
  .toUpperCase()
  .refine((code) => countryName(code) !== null, {
    error: ({ input }) => `“${brief(input)}” is no country code such as GB.`,
  });

const LOCALE = z
  .string('Enter a language such as en or pt-BR.')
  .trim()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, {
    error: ({ input }) => `“${brief(input)}” is no language such as en or pt-BR.`,
  });

const ONE_OF = {
  country: oneOf('country', COUNTRY),
  locale: oneOf('locale', LOCALE),
  company: oneOf('company', plainText('Enter the name of a company.')),
};

/**
 * What a fit rule asks, from anything. Which of its forms is meant follows from the field it names, so that what
 * is wrong is said of one field and not of all forms together.
 */
export const FIT_CONDITION = z.unknown().transform((input, context): FitCondition => {
  const read = schemaOf(input)?.safeParse(input);
  if (read?.success) return read.data;
  for (const { path, message } of read?.error.issues ?? [])
    context.addIssue({ code: 'custom', path, message });
  if (!read) context.addIssue({ code: 'custom', message: 'Choose what the rule asks.' });
  return z.NEVER;
});

function schemaOf(input: unknown): z.ZodType<FitCondition> | null {
  if (typeof input !== 'object' || input === null) return null;
  if ('orders' in input) return ORDER_FORMS.get(input.orders) ?? ORDERS;
  if ('consent' in input) return CONSENT;
  if (!('trait' in input && 'is' in input)) return null;
  if (input.is === 'known') return KNOWN;
  const { trait } = input;
  return trait === 'country' || trait === 'locale' || trait === 'company' ? ONE_OF[trait] : null;
}

function oneOf<T extends 'country' | 'locale' | 'company'>(trait: T, value: z.ZodType<string>) {
  return z.strictObject({
    trait: z.literal(trait),
    is: z.literal('one_of'),
    values: listOf(value),
  });
}

function listOf<T extends string>(value: z.ZodType<T>) {
  return z
    .array(value, 'Enter at least one value.')
    .min(1, 'Enter at least one value.')
    .max(MOST_VALUES, `Enter at most ${formatNumber(MOST_VALUES)} values.`);
}

function brief(input: unknown): string {
  return String(input).slice(0, 40);
}
