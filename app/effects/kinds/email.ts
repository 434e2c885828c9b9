import { z } from 'zod';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import type { EffectKindRecord } from '../effect-kind.ts';

/** The payload of an effect of kind `email`. */
export const MailRequest = z.object({
  template: z.string().min(1),
  class: z.enum(['marketing', 'transactional']),
  journeyKey: z.string().nullable().default(null),
  /** How important it is, 1 to 5, and until when it is worth sending, epoch milliseconds; absent as usual for what it is about. */
  priority: z.number().int().min(1).max(5).optional(),
  relevantUntil: z.number().optional(),
  /** The changes of segments that end its journey: it is not sent once one of them holds. */
  exits: z.array(z.object({ segment: z.string(), kind: z.enum(['entered', 'left']) })).optional(),
  /** What it is about: one of the subjects in `messages/contexts`, which read the rest. */
  context: z.looseObject({ subject: z.string() }),
});
export type MailRequest = z.infer<typeof MailRequest>;

/** An email to a shopper or an applicant. */
export const emailEffect: EffectKindRecord<MailRequest> = {
  schema: MailRequest,
  job: 'deliver',
  label: 'Email',
  // A mail server that refuses for now asks for minutes, not for seconds (RFC 5321, section 4.5.4.1): the
  // first wait is a minute at least.
  retry: { firstMs: 2 * MINUTE, factor: 4, longestMs: 12 * HOUR, leastShare: 0.5, mostTries: 8 },
};
