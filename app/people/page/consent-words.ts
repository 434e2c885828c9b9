import type { ConsentState } from '#app/events/event.ts';

type StateWords = { text: string; tone?: 'success' | 'warning' };

/** States of a consent in words, and how they look; each of ours has them. */
export const CONSENT_STATES: Readonly<Partial<Record<string, StateWords>>> = {
  subscribed: { text: 'Subscribed', tone: 'success' },
  unsubscribed: { text: 'Unsubscribed', tone: 'warning' },
  pending: { text: 'Waiting for confirmation' },
  not_subscribed: { text: 'Not subscribed' },
  invalid: { text: 'Address does not work', tone: 'warning' },
  redacted: { text: 'Erased' },
} satisfies Record<ConsentState, StateWords>;

/** A state of a consent in words; itself when it is none of ours. */
export function consentStateWords(state: string): string {
  return CONSENT_STATES[state]?.text ?? state;
}
