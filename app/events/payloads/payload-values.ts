import { z } from 'zod';
import { nameOrNull } from '#app/lib/person-name.ts';
import { isCurrency, toMinor } from '#app/lib/money.ts';

const CONTROLS = /\p{Cc}+/gu;

/** Names and titles are shown, not searched: the rest of a longer one is dropped. */
const LONGEST_TEXT = 255;
/** Anything before or after is a mistake of the sender, and PostgreSQL may not be able to store it. */
const EARLIEST = Date.UTC(1970);
const LATEST = Date.UTC(2200);

const ISO_DATE_TIME = z.regexes.datetime({ offset: true });
const GID = /^gid:\/\/shopify\/\w+\/(\d{1,20})(?:\?|$)/;

/** A Shopify id as its digits, from a number, from digits (ids beyond 2^53) or from a global id. */
export const shopifyId = z
  .union([z.number().int().nonnegative(), z.string()], 'expected an id')
  .transform((value, ctx) => {
    const digits = idDigits(String(value));
    return digits ?? refuse(ctx, 'expected an id', '');
  });

/** The same, null when the thing has none (a line of no product) or none that can be read. */
export const optionalId = shopifyId.nullish().catch(null).transform(orNull);

/** What names a cart or checkout: any text that fits an index. */
export const token = z
  .string('expected a token')
  .min(1, 'expected a token')
  .max(LONGEST_TEXT, 'expected a short token');
export const optionalToken = token.nullish().catch(null).transform(orNull);

/** ISO 8601 date, time and offset, as epoch milliseconds. Rails may write a space for the T. */
export const moment = z
  .string('expected an ISO 8601 time')
  .transform((text, ctx) => readMoment(text) ?? refuse(ctx, 'expected an ISO 8601 time', 0));

/** The moment an ISO 8601 text names, epoch milliseconds; null when it names none. */
export function readMoment(text: string): number | null {
  const iso = text.replace(' ', 'T');
  const at = ISO_DATE_TIME.test(iso) ? Date.parse(iso) : NaN;
  return at >= EARLIEST && at < LATEST ? at : null;
}

/** As moment; null when not sent. A sent time that cannot be read is refused, never taken for none. */
export const optionalMoment = moment.nullish().transform(orNull);

/** A time in our own deliveries, epoch milliseconds. */
export const epoch = z.int('expected epoch milliseconds').min(EARLIEST).lt(LATEST);

/** Shopify writes it in lower case by webhook and in upper case by GraphQL. */
export const consentState = z.preprocess(
  (state) => (typeof state === 'string' ? state.toLowerCase() : state),
  z.enum(['subscribed', 'unsubscribed', 'pending', 'not_subscribed', 'invalid', 'redacted']),
);

/** ISO 4217 code. */
export const currency = z
  .string('expected a currency')
  .refine(isCurrency, 'expected an ISO 4217 currency');

/** A decimal text; what it is worth depends on its currency, see minorIn. */
export const amount = z.string('expected a decimal text');

/** Pieces of one line. */
export const quantity = z
  .int('expected a quantity')
  .min(0, 'expected a quantity')
  .max(1_000_000, 'expected a quantity');

/** An optional text about a person or a thing: when it cannot be read it counts as not sent. */
export const text = z.string().catch('').transform(shortened);
export const optionalText = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value ? shortened(value) || null : null));

/** A name; null when what was written stands for none. */
export const optionalName = optionalText.transform(nameOrNull);

/**
 * What was written where an address, a number, a code or a date is expected, as a text. The reader reports
 * what is none as a data issue, see optional-values.ts; null when nothing was written.
 */
export const written = z
  .unknown()
  .optional()
  .transform((value) => {
    if (value === undefined || value === null) return null;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return shortened(text.replace(CONTROLS, ' ')) || null;
  });

/** The same; undefined when the payload does not have it at all, which is not the same as sent empty. */
export const writtenIfSent = z
  .unknown()
  .optional()
  .transform((value) => (value === undefined ? undefined : written.parse(value)));

/** An address of the web; anything else could run in a mail client. */
export const webAddress = z
  .string()
  .max(2_048)
  .regex(/^https?:\/\//)
  .refine((url) => URL.canParse(url))
  .nullish()
  .catch(null)
  .transform(orNull);

/**
 * An amount in minor units; makes the payload unusable when it is none of its currency.
 * @param path where the amount stands in the payload
 */
export function minorIn(
  ctx: z.RefinementCtx,
  path: PropertyKey[],
  decimal: string,
  code: string,
): number {
  return toMinor(decimal, code) ?? refuse(ctx, 'expected an amount in its currency', 0, path);
}

/** Makes the payload unusable for a reason and goes on with a stand-in, so that every issue is found. */
export function refuse<T>(
  ctx: z.RefinementCtx,
  message: string,
  standIn: T,
  path: PropertyKey[] = [],
): T {
  ctx.addIssue({ code: 'custom', message, path });
  return standIn;
}

/** The digits of an id or of a global id, null for anything else. */
export function idDigits(value: string): string | null {
  return /^\d{1,20}$/.test(value) ? value : (GID.exec(value)?.[1] ?? null);
}

function shortened(value: string): string {
  const trimmed = value.trim();
  return trimmed.length <= LONGEST_TEXT
    ? trimmed
    : Array.from(trimmed).slice(0, LONGEST_TEXT).join('');
}

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}
