import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

const ConsentRequest = z.object({
  customerId: z.string(),
  channel: z.enum(['email', 'sms']),
  /** Null in effects from before consents were kept by address. */
  address: z.string().nullable().default(null),
  state: z.enum(['subscribed', 'unsubscribed']),
  /** Epoch milliseconds. */
  at: z.number(),
});
export type ConsentRequest = z.infer<typeof ConsentRequest>;

/** What a person agreed to or refused on our side, for Shopify. */
export const syncConsentEffect: EffectKindRecord<ConsentRequest> = {
  schema: ConsentRequest,
  job: 'sync',
  label: 'Sending a consent to Shopify',
};
