import { z } from 'zod';
import { shopifyId, token } from '#app/events/payloads/payload-values.ts';
import { defineEventKind } from './event-kind.ts';

/** An order keeps no more lines than that. */
const MOST_ASKED = 500;

export const mailSentEvent = defineEventKind({
  schema: z.object({
    effectKey: token,
    template: token,
    /** The products that it asks a review of. */
    asked: z.array(shopifyId).max(MOST_ASKED).optional(),
  }),
  origin: 'an email',
  signal: () => 'mail_sent',
  effect: 'review_request',
  // The mail is shown by its own row.
  timeline: null,
  counted: { channel: 'Email', words: { one: 'email sent', many: 'emails sent' } },
  // It starts none: what a journey sends would start it again.
  inJourneys: { state: 'an email is sent' },
  own: {},
});
