import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import type { EffectOutcome } from './effect-executor.server.ts';

/** Shopify did not say yes or no. */
export type UnansweredOutcome = Extract<
  AdminOutcome<never>,
  { outcome: 'throttled' | 'unauthorized' | 'failed' }
>;

/** What becomes of an effect to which Shopify gave no usable answer: it is tried again, after the pause that was asked for. */
export function unansweredEffect(answer: UnansweredOutcome): EffectOutcome {
  switch (answer.outcome) {
    case 'throttled':
      return { state: 'pause', ms: answer.retryAfterMs };
    case 'unauthorized':
      return { state: 'retry', reason: 'shopify_unauthorized' };
    case 'failed':
      return { state: 'retry', reason: 'shopify_unavailable', answer: answer.reason };
  }
}
