import type { ConsentState } from '#app/events/event.ts';
import { normalEmail } from '#app/lib/email-address.ts';

/** Who may get a message: marketing needs consent, transactional belongs to something the person did. */
export type MessageClass = 'marketing' | 'transactional';

/** Why an address must not be written to. `unsubscribed` stops marketing only, the others stop everything. */
export type SuppressionReason = 'unsubscribed' | 'hard_bounce' | 'complaint';

/** What is known of a person's wish, times in epoch milliseconds. */
export type Wish = {
  address: string | null;
  consent: { state: ConsentState; at: number } | null;
  suppression: { reason: SuppressionReason; at: number } | null;
};

export type Permission =
  | { allowed: true; address: string }
  | { allowed: false; reason: 'no_address' | 'invalid_address' | 'not_subscribed' | 'suppressed' };

/**
 * Whether a message of a class may go to a person. Marketing goes to subscribed people only; `pending`
 * is not yet subscribed. Whoever subscribed again after unsubscribing is subscribed.
 */
export function maySend(messageClass: MessageClass, wish: Wish): Permission {
  if (wish.address === null) return { allowed: false, reason: 'no_address' };
  const address = normalEmail(wish.address);
  if (address === null || wish.consent?.state === 'invalid')
    return { allowed: false, reason: 'invalid_address' };
  if (isSuppressed(messageClass, wish)) return { allowed: false, reason: 'suppressed' };
  if (messageClass === 'marketing' && wish.consent?.state !== 'subscribed') {
    return { allowed: false, reason: 'not_subscribed' };
  }
  return { allowed: true, address };
}

function isSuppressed(messageClass: MessageClass, { consent, suppression }: Wish): boolean {
  if (!suppression) return false;
  if (suppression.reason !== 'unsubscribed') return true;
  if (messageClass === 'transactional') return false;
  return consent?.state !== 'subscribed' || consent.at <= suppression.at;
}
