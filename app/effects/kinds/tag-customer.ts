import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

const CustomerTagChange = z.object({
  customerId: z.string().min(1),
  tag: z.string().min(1),
  change: z.enum(['add', 'remove']),
});
export type CustomerTagChange = z.infer<typeof CustomerTagChange>;

/** A tag that a journey adds to a customer in Shopify, or removes. */
export const tagCustomerEffect: EffectKindRecord<CustomerTagChange> = {
  schema: CustomerTagChange,
  job: 'sync',
  label: 'Customer tag from a journey',
};
