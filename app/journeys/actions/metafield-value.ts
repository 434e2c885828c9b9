import { z } from 'zod';
import type { MetafieldType } from '#app/effects/kinds/set-metafield.ts';

/** The types in the words of Shopify's admin. */
export const METAFIELD_TYPE_NAMES: Record<MetafieldType, string> = {
  single_line_text_field: 'Single line text',
  multi_line_text_field: 'Multi-line text',
  number_integer: 'Integer',
  number_decimal: 'Decimal',
  boolean: 'True or false',
  date: 'Date',
  date_time: 'Date and time',
};

/** The longest text that Shopify takes for a text metafield. */
const LONGEST_TEXT = 65_000;

const VALUES: Record<MetafieldType, z.ZodType<string>> = {
  single_line_text_field: z.string().regex(/^[^\r\n]*$/),
  multi_line_text_field: z.string(),
  number_integer: z
    .string()
    .regex(/^-?\d{1,16}$/)
    .refine((text) => Number.isSafeInteger(Number(text))),
  number_decimal: z.string().regex(/^-?\d{1,13}(\.\d{1,9})?$/),
  boolean: z.enum(['true', 'false']),
  date: z.iso.date(),
  date_time: z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ local: true })]),
};

/** Whether a value, with its variables filled in, is one of a type. An empty one is of none: Shopify refuses it. */
export function isMetafieldValue(type: MetafieldType, value: string): boolean {
  if (value.trim() === '' || value.length > LONGEST_TEXT) return false;
  return VALUES[type].safeParse(value).success;
}

/** How a namespace and a key are written in Shopify: 3 to 255 and 2 to 64 characters. */
const NAMESPACE = /^[A-Za-z0-9_-]{3,255}$/;
const KEY = /^[A-Za-z0-9_-]{2,64}$/;

/** What to correct in a typed namespace; null when nothing. */
export function metafieldNamespaceProblem(namespace: string): string | null {
  if (namespace === '') return 'Enter the namespace, such as custom.';
  if (NAMESPACE.test(namespace)) return null;
  return 'Use 3 to 255 letters, numbers, hyphens and underscores for the namespace.';
}

/** What to correct in a typed key; null when nothing. */
export function metafieldKeyProblem(key: string): string | null {
  if (key === '') return 'Enter the key, such as grade.';
  if (KEY.test(key)) return null;
  return 'Use 2 to 64 letters, numbers, hyphens and underscores for the key.';
}
