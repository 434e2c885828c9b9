import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

/** The types of metafields that a journey may set, as Shopify names them. */
export const METAFIELD_TYPES = [
  'single_line_text_field',
  'multi_line_text_field',
  'number_integer',
  'number_decimal',
  'boolean',
  'date',
  'date_time',
] as const;
export type MetafieldType = (typeof METAFIELD_TYPES)[number];

const MetafieldRequest = z.object({
  customerId: z.string().min(1),
  namespace: z.string().min(1),
  key: z.string().min(1),
  type: z.enum(METAFIELD_TYPES),
  /** With variables, which are filled in when it is set. */
  value: z.string().min(1),
  journeyKey: z.string(),
});
export type MetafieldRequest = z.infer<typeof MetafieldRequest>;

/** A metafield of a customer that a journey sets in Shopify. */
export const setMetafieldEffect: EffectKindRecord<MetafieldRequest> = {
  schema: MetafieldRequest,
  job: 'sync',
  label: 'Customer metafield from a journey',
};
