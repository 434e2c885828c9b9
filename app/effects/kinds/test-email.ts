import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';
import { emailEffect } from './email.ts';

const TestEmailRequest = z.object({
  campaignId: z.uuid(),
  /** To whom of the staff: the address is looked up when it is sent. */
  staffId: z.string().min(1).max(100),
});
export type TestEmailRequest = z.infer<typeof TestEmailRequest>;

/** An email of a campaign to a member of the merchant's staff, to see it. It is no message to a person. */
export const testEmailEffect: EffectKindRecord<TestEmailRequest> = {
  schema: TestEmailRequest,
  job: 'deliver',
  label: 'Test email',
  retry: emailEffect.retry,
};
