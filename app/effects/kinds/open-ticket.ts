import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';
import { WEBHOOK_RETRY } from './send-webhook.ts';

const TicketRequest = z.object({
  /** Where it goes: to the help desk's address of the settings, or to a webhook. */
  by: z.union([z.literal('email'), z.strictObject({ url: z.string().min(1) })]),
  /** Both with variables, which are filled in when it is opened. */
  subject: z.string().min(1),
  text: z.string(),
  journeyKey: z.string(),
  journeyVersion: z.number().int(),
  stepId: z.string(),
  /** When the person reached the step, epoch milliseconds. */
  at: z.number(),
});
export type TicketRequest = z.infer<typeof TicketRequest>;

/** A ticket about a person at the merchant's help desk. */
export const openTicketEffect: EffectKindRecord<TicketRequest> = {
  schema: TicketRequest,
  job: 'outbound',
  label: 'Support ticket',
  retry: WEBHOOK_RETRY,
};
