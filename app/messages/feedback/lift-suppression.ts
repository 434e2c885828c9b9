import { z } from 'zod';
import type { AddressConsent } from '#app/consent/may-send.ts';
import { StoredEmail } from '#app/lib/email-address.ts';

/** The shortest reason that says anything, and the longest that is kept. */
export const SHORTEST_REASON = 10;
export const LONGEST_REASON = 500;

/** What the page asks for when an address is to be allowed again. */
export const LiftIntent = z.object({
  intent: z.literal('lift'),
  address: StoredEmail,
  reason: z.string().trim().max(LONGEST_REASON),
});

export type LiftOutcome =
  | { outcome: 'lifted' }
  /** Nothing stops it, any more. */
  | { outcome: 'not_blocked' }
  | { outcome: 'needs_reason' }
  /** The owner of the address refused mail, and has not agreed to any since. */
  | { outcome: 'needs_opt_in' };

/**
 * Whether staff may allow mail to an address again. After bounces with a written reason why it works. After a complaint or an
 * unsubscribe only its owner can: by an opt-in of the address's own that is later, which is the proof.
 */
export function decideLift(
  { suppression, consent }: Pick<AddressConsent, 'suppression' | 'consent'>,
  reason: string,
): LiftOutcome {
  if (!suppression) return { outcome: 'not_blocked' };
  const isRefusal = suppression.reason === 'complaint' || suppression.reason === 'unsubscribed';
  if (isRefusal && (consent?.optedInAt ?? -Infinity) <= suppression.at)
    return { outcome: 'needs_opt_in' };
  if (reason.trim().length < SHORTEST_REASON) return { outcome: 'needs_reason' };
  return { outcome: 'lifted' };
}
