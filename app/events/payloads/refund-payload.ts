import { z } from 'zod';
import { amount, currency, optionalMoment, shopifyId, text } from './payload-values.ts';
import { objectIdFields, moneySet } from './shopify-payload.ts';

/** An amount in both currencies, where there is one that can be read. */
const knownSet = moneySet.nullish().catch(null);

/** A list of which what cannot be read is left out. */
function someOf<T extends z.ZodType>(part: T) {
  return z
    .array(part.nullable().catch(null))
    .nullish()
    .catch(null)
    .transform((list) => (list ?? []).filter((one) => one !== null));
}

/** refunds/create. A transaction may leave its currency to its refund. */
export const refundPayload = z.object({
  ...objectIdFields,
  order_id: shopifyId,
  created_at: optionalMoment,
  processed_at: optionalMoment,
  total_duties_set: knownSet,
  refund_line_items: someOf(z.object({ subtotal_set: knownSet, total_tax_set: knownSet })),
  /** Delivery that was paid back, since 2026-07; before, it was an adjustment. */
  refund_shipping_lines: someOf(
    z.object({ subtotal_amount_set: knownSet, tax_amount_set: knownSet }),
  ),
  order_adjustments: someOf(z.object({ amount_set: knownSet, tax_amount_set: knownSet })),
  duties: someOf(z.object({ amount_set: knownSet })),
  transactions: z.array(
    z.object({
      kind: text,
      status: text,
      test: z.boolean().nullish().catch(null),
      amount,
      currency: currency.nullish(),
    }),
  ),
});
export type Refund = z.infer<typeof refundPayload>;
