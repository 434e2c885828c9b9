import { z } from 'zod';
import { CartSubject } from '../cart-subject.ts';
import type { EffectKindRecord } from '../effect-kind.ts';

/** What a mail is about: a person's cart or order, a wholesale application, or just the person. */
export const MailContext = z.discriminatedUnion('subject', [
  CartSubject,
  z.object({
    subject: z.literal('order'),
    orderId: z.string().min(1),
    parcels: z.array(z.string()).optional(),
  }),
  z.object({ subject: z.literal('person') }),
  z.object({ subject: z.literal('application'), applicationId: z.uuid() }),
]);
export type MailContext = z.infer<typeof MailContext>;

/** The payload of an effect of kind `email`. */
export const MailRequest = z.object({
  template: z.string().min(1),
  class: z.enum(['marketing', 'transactional']),
  journeyKey: z.string().nullable().default(null),
  context: MailContext,
});
export type MailRequest = z.infer<typeof MailRequest>;

/** An email to a shopper or an applicant. */
export const emailEffect: EffectKindRecord<MailRequest> = {
  schema: MailRequest,
  job: 'deliver',
  label: 'Email',
};
