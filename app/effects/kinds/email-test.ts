import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';
import { emailEffect } from './email.ts';

const EmailTestRequest = z.object({
  emailKey: z.string().min(1).max(200),
  /** The address that a member of staff typed. */
  to: z.string().min(1).max(254),
  /** As whom it is rendered; null for a sample. */
  profileId: z.uuid().nullable(),
});
export type EmailTestRequest = z.infer<typeof EmailTestRequest>;

/** An email as it is composed, sent to staff to see it. It is no message to a person. */
export const emailTestEffect: EffectKindRecord<EmailTestRequest> = {
  schema: EmailTestRequest,
  job: 'deliver',
  label: 'Test of an email',
  retry: emailEffect.retry,
};
