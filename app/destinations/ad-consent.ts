import { maySend, type AddressConsent } from '#app/consent/may-send.ts';
import type { ConsentState } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';

/** Who may be in a file for ads: only people who agreed to marketing, or all who did not refuse it. */
export const AD_CONSENTS = ['agreed', 'not_refused'] as const;
export type AdConsent = (typeof AD_CONSENTS)[number];

export type AdChoice = {
  consent: AdConsent;
  /** People who ordered in the last so many days are left out; 0 leaves out none. */
  convertedDays: number;
};

/** What is known of a member of the segment; moments in epoch milliseconds. */
export type AdMember = {
  email: AddressConsent;
  phone: { number: string | null; consent: ConsentState | null };
  lastOrderAt: number | null;
};

/**
 * The address and the number of a member that may be used, each null when it may not; null when neither may.
 * A person who refused one channel, or complained, has refused ads as well.
 */
export function adReach(
  { consent, convertedDays }: AdChoice,
  { email, phone, lastOrderAt }: AdMember,
  now: number,
): { email: string | null; phone: string | null } | null {
  if (convertedDays > 0 && lastOrderAt !== null && now < lastOrderAt + convertedDays * DAY)
    return null;
  const marketing = maySend('marketing', email);
  const states = [email.consent?.state, phone.consent];
  if (email.suppression?.reason === 'complaint') return null;
  if (states.includes('unsubscribed') || states.includes('redacted')) return null;
  if (consent === 'agreed') {
    return reachOf(
      marketing.allowed ? marketing.address : null,
      phone.consent === 'subscribed' ? phone.number : null,
    );
  }
  if (email.suppression?.reason === 'unsubscribed' && !marketing.allowed) return null;
  const any = maySend('transactional', email);
  return reachOf(
    any.allowed ? any.address : null,
    phone.consent === 'invalid' ? null : phone.number,
  );
}

function reachOf(email: string | null, phone: string | null): ReturnType<typeof adReach> {
  return email === null && phone === null ? null : { email, phone };
}
