import { z } from 'zod';

/** What a mail is about: a person's cart or order, a wholesale application, or just the person. */
export const MailContext = z.discriminatedUnion('subject', [
  z.object({
    subject: z.literal('basket'),
    kind: z.enum(['cart', 'checkout']),
    token: z.string().min(1),
    cartToken: z.string().nullable(),
  }),
  z.object({
    subject: z.literal('order'),
    orderId: z.string().min(1),
    parcels: z.array(z.string()).optional(),
  }),
  z.object({ subject: z.literal('person') }),
  z.object({ subject: z.literal('application'), applicationId: z.uuid() }),
]);
export type MailContext = z.infer<typeof MailContext>;

/** The mail that asks whether an address is the applicant's. */
export const VERIFICATION_MAIL = 'application-verify';

/** The payload of an effect of kind `email`. */
export const MailRequest = z.object({
  template: z.string().min(1),
  class: z.enum(['marketing', 'transactional']),
  journeyKey: z.string().nullable().default(null),
  context: MailContext,
});
export type MailRequest = z.infer<typeof MailRequest>;
