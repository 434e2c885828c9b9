import { HOUR } from '#app/lib/duration.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import type { EffectOutcome } from './effect-executor.server.ts';

/** Shopify did not say yes or no. */
export type UnansweredOutcome = Extract<
  AdminOutcome<never>,
  { outcome: 'throttled' | 'unauthorized' | 'failed' }
>;

/**
 * For how long nothing is sent to a shop without a token. It comes back when staff open the app in the admin, which no
 * effect can do anything about: none of them may come to its end meanwhile.
 */
export const UNAUTHORIZED_PAUSE_MS = HOUR;

/**
 * What becomes of an effect to which Shopify gave no usable answer: it is tried again, without counting as a try where it is
 * the shop that gets no answers.
 */
export function unansweredEffect(answer: UnansweredOutcome): EffectOutcome {
  switch (answer.outcome) {
    case 'throttled':
      return { state: 'pause', ms: answer.retryAfterMs };
    case 'unauthorized':
      return { state: 'pause', ms: UNAUTHORIZED_PAUSE_MS, reason: 'shopify_unauthorized' };
    case 'failed':
      return { state: 'retry', reason: 'shopify_unavailable', answer: answer.reason };
  }
}
