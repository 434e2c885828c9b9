import { z } from 'zod';
import { formatNumber } from '#app/lib/format/number.ts';

/** The longest text that a model holds. */
const LONGEST_TEXT = 255;

const NUMBER = /^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/;

type Bounds = { min: number; max: number; message: string };

/** A number, or a number as a user typed it: plain digits with a point or a comma. */
export function typedNumber({ min, max, message }: Bounds) {
  const typed = z
    .string(message)
    .trim()
    .max(20, message)
    .regex(NUMBER, message)
    .transform((text) => Number(text.replace(',', '.')));
  // Of a union zod reports every branch's problem; the field needs one.
  return z
    .unknown()
    .transform((value) => (typeof value === 'string' ? typed.safeParse(value).data : value))
    .pipe(z.number(message).min(min, message).max(max, message));
}

/** One line of plain text: no control characters, and no placeholders of email templates. */
export function plainText(empty: string) {
  return z
    .string(empty)
    .trim()
    .min(1, empty)
    .max(LONGEST_TEXT, `Use at most ${formatNumber(LONGEST_TEXT)} characters.`)
    .regex(/^[^\p{Cc}]*$/u, 'Use one line.')
    .regex(/^(?!.*\{[{%])/u, 'Use plain words: “{{” and “{%” have a meaning in emails.');
}

/** Why something was changed, in a line; may be empty. */
export const NOTE = z
  .string()
  .trim()
  .max(LONGEST_TEXT)
  .regex(/^[^\p{Cc}]*$/u);
