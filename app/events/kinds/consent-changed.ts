import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

const TITLES: Record<string, string> = {
  subscribed: 'Subscribed to',
  unsubscribed: 'Unsubscribed from',
  pending: 'Was asked to confirm',
  not_subscribed: 'Is not subscribed to',
};

/** A state that this version of the app does not know is shown as a change. */
function titleOf(state: string | undefined): string {
  if (state === undefined) return 'Changed consent for';
  return TITLES[state] ?? `Consent is “${state.replaceAll('_', ' ')}” for`;
}

/** A consent belongs to an address, and comes to the person who has that address. */
export const consentChangedEvent = defineEventKind({
  schema: z.object({
    channel: z.enum(['email', 'sms']),
    /** The address, or the number (E.164), that it is about and that alone it holds for. */
    address: z.string(),
    state: z.enum([
      'subscribed',
      'unsubscribed',
      'pending',
      'not_subscribed',
      'invalid',
      'redacted',
    ]),
    /**
     * What it rests on: an act of the address itself, a record of its state that was read in bulk, or only a claim: an
     * opt-in in a file of another platform, or one without a date, or with a date in the future.
     */
    evidence: z.enum(['act', 'record', 'claim']),
    /** Where it was given: `shopify`, or a name of our own. */
    source: z.string(),
    /** What the person read when they agreed or refused. */
    wording: z.string().nullable(),
    /** The address of the page it was given on. */
    page: z.string().nullable(),
  }),
  origin: 'a change of consent',
  signal: ({ state }) => (state === 'unsubscribed' ? 'unsubscribed' : null),
  // The address that it is about stands in the proof alone.
  stored: ({ address: _address, ...props }) => props,
  timeline: {
    group: 'details',
    entry({ channel, state, source }, { consentSource }) {
      const medium = channel === 'sms' ? 'text messages' : 'marketing email';
      const title = titleOf(state);
      const detail = source ? `Source: ${consentSource(source)}` : null;
      return eventEntry('consent', `${title} ${medium}`, detail);
    },
  },
  inJourneys: { action: 'subscribes or unsubscribes', state: 'the consent changes' },
  own: {},
});
