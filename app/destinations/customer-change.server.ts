import type { EffectOutcome } from '#app/effects/effect-executor.server.ts';
import { unansweredEffect } from '#app/effects/unanswered-effect.server.ts';
import { userErrorText, type AdminOutcome } from '#app/shopify/admin-response.ts';

/** What becomes of an effect that changes a customer in Shopify, by the answer. */
export function customerChangeOutcome(answer: AdminOutcome<unknown>): EffectOutcome {
  switch (answer.outcome) {
    case 'ok':
    case 'redacted':
      return { state: 'done' };
    case 'user_errors':
      return { state: 'failed', answer: userErrorText(answer.errors).slice(0, 500) };
    case 'denied':
      return { state: 'failed', answer: 'Shopify does not allow this app to change customers.' };
    case 'throttled':
    case 'unauthorized':
    case 'failed':
      return unansweredEffect(answer);
  }
}
