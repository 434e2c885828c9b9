import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';
import { emailEffect } from './email.ts';
import { StaffRecipient } from './staff-email.ts';

const StaffAlertRequest = z.object({
  to: StaffRecipient,
  subject: z.string().min(1).max(200),
  text: z.string().min(1).max(5_000),
  /** The page of the app that shows more. */
  path: z.string().startsWith('/app'),
});

/** An email to one member of the merchant's staff about the shop, not about a person. */
export const staffAlertEffect: EffectKindRecord<z.infer<typeof StaffAlertRequest>> = {
  schema: StaffAlertRequest,
  job: 'deliver',
  label: 'Alert to staff',
  retry: emailEffect.retry,
};
