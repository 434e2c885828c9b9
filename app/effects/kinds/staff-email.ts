import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';
import { emailEffect } from './email.ts';

/** Whom of the staff an email goes to: a member, by Shopify's id, whose address is looked up then, or a typed address. */
export const StaffRecipient = z.union([
  z.strictObject({ staffId: z.string().min(1).max(100) }),
  z.strictObject({ address: z.string().min(1).max(254) }),
]);
export type StaffRecipient = z.infer<typeof StaffRecipient>;

const StaffEmailRequest = z.object({
  to: StaffRecipient,
  /** Both with variables, which are filled in when it is sent. */
  subject: z.string().min(1),
  text: z.string(),
  journeyKey: z.string(),
});
export type StaffEmailRequest = z.infer<typeof StaffEmailRequest>;

/** An email about a person to one member of the merchant's staff. It is no message to the person. */
export const staffEmailEffect: EffectKindRecord<StaffEmailRequest> = {
  schema: StaffEmailRequest,
  job: 'deliver',
  label: 'Email to staff',
  retry: emailEffect.retry,
};
