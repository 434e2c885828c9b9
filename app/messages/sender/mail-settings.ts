import { z } from 'zod';
import { StoredEmail } from '#app/lib/email-address.ts';
import { MessageLimits } from '#app/messages/planner/message-limits.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 21:00.');

/** How a shop sends mail; the part of its settings that messaging reads. */
/** Whether test orders count. */
export const TestOrders = z.enum(['counted', 'left_out']).default('counted');

const MailSettings = z.object({
  sender: z
    .object({
      name: z.string().max(80),
      address: StoredEmail,
      replyTo: StoredEmail.nullable().default(null),
    })
    .nullable()
    .default(null),
  postalAddress: z.string().max(300).default(''),
  quietHours: z
    .object({ from: timeOfDay, to: timeOfDay })
    .nullable()
    .default({ from: '21:00', to: '08:00' }),
  /** Where support tickets of journeys go; null without a help desk. */
  helpDesk: StoredEmail.nullable().default(null),
  /** Of a development store alone. */
  testOrders: TestOrders,
  limits: MessageLimits.prefault({}),
});
export type MailSettings = z.infer<typeof MailSettings>;

/**
 * The mail settings in a stored settings value; defaults for what was never set.
 * @throws when a stored value is not usable, naming the field
 */
export function mailSettings(stored: unknown): MailSettings {
  return MailSettings.parse(stored ?? {});
}
