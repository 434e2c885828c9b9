import { readFile } from 'node:fs/promises';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PIXEL } from './compiled-pixel.ts';
import { PIXEL_CODE } from './pixel-page.ts';

/** The rules of Shopify's CLI for a web pixel; anything else is refused, `configuration` above all. */
const PixelToml = z.strictObject({
  name: z.string().min(1).max(30),
  handle: z.string().regex(/^[A-Za-z0-9-]{1,50}$/),
  type: z.literal('web_pixel_extension'),
  runtime_context: z.literal('strict'),
  customer_privacy: z.strictObject({
    analytics: z.boolean(),
    marketing: z.boolean(),
    preferences: z.boolean(),
    sale_of_data: z.enum(['enabled', 'disabled', 'ldu']),
  }),
  settings: z.strictObject({
    type: z.literal('object'),
    fields: z.record(
      z.string(),
      z.strictObject({
        name: z.string().min(1),
        description: z.string().min(1),
        type: z.enum(['single_line_text_field', 'multi_line_text_field', 'number_integer']),
        validations: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      }),
    ),
  }),
});

describe('the file that describes the pixel to Shopify', async () => {
  const declared: unknown = parse(await readFile(`${PIXEL}/shopify.extension.toml`, 'utf8'));

  test('keeps the rules of Shopify', () => {
    expect(PixelToml.safeParse(declared).error?.issues).toBeUndefined();
  });

  test('asks for consent to analytics and marketing, and names the settings the script reads', () => {
    const toml = PixelToml.parse(declared);
    expect(toml.customer_privacy).toMatchObject({ analytics: true, marketing: true });
    expect(Object.keys(toml.settings.fields)).toEqual(['accountID', 'ingestUrl']);
    for (const field of Object.keys(toml.settings.fields))
      expect(PIXEL_CODE).toContain(`.${field}`);
  });

  test('would be refused with a key that Shopify does not know', () => {
    expect(PixelToml.safeParse({ ...(declared as object), configuration: {} }).success).toBe(false);
  });
});
