/** States of a consent in words, and how they look. */
export const CONSENT_STATES: Readonly<
  Record<string, { text: string; tone?: 'success' | 'warning' }>
> = {
  subscribed: { text: 'Subscribed', tone: 'success' },
  unsubscribed: { text: 'Unsubscribed', tone: 'warning' },
  pending: { text: 'Waiting for confirmation' },
  not_subscribed: { text: 'Not subscribed' },
  invalid: { text: 'Address does not work', tone: 'warning' },
  redacted: { text: 'Erased' },
};

/** A state of a consent in words; itself when it is none of ours. */
export function consentStateWords(state: string): string {
  return CONSENT_STATES[state]?.text ?? state;
}
