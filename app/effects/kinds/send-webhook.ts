import { z } from 'zod';
import { HOUR, SECOND } from '#app/lib/duration.ts';
import type { EffectKindRecord } from '../effect-kind.ts';
import type { RetryPolicy } from '../retry-policy.ts';

const WebhookCall = z.object({
  /** As the merchant typed it; checked again before each try. */
  url: z.string().min(1),
  journeyKey: z.string(),
  journeyVersion: z.number().int(),
  stepId: z.string(),
  /** When the person reached the step, epoch milliseconds. */
  at: z.number(),
});
export type WebhookCall = z.infer<typeof WebhookCall>;

/** Spread over about three days, as the Standard Webhooks recommend: a receiver may be down over a weekend. */
export const WEBHOOK_RETRY: RetryPolicy = {
  firstMs: 5 * SECOND,
  factor: 6,
  longestMs: 12 * HOUR,
  leastShare: 0.5,
  mostTries: 12,
};

/** A signed request to an address of the merchant's. */
export const sendWebhookEffect: EffectKindRecord<WebhookCall> = {
  schema: WebhookCall,
  job: 'outbound',
  label: 'Webhook',
  retry: WEBHOOK_RETRY,
};
