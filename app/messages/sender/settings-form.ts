import { z } from 'zod';
import { typedEmail } from '#app/lib/email-address.ts';
import { firstProblems } from '#app/lib/first-problems.ts';
import { holdsAddress } from '#app/lib/holds-address.ts';
import {
  limitsForm,
  LIMITS_FIELDS,
  limitsOfForm,
  limitsProblems,
  type LimitsForm,
} from '#app/messages/planner/limits-form.ts';
import { TestOrders, type MailSettings } from './mail-settings.ts';

/** What the settings page sends: texts as typed, one per field. */
export type SettingsForm = LimitsForm & {
  senderName: string;
  senderAddress: string;
  replyTo: string;
  postalAddress: string;
  helpDesk: string;
  quiet: 'on' | 'off';
  quietFrom: string;
  quietTo: string;
  testOrders: MailSettings['testOrders'];
};

export type SettingsField = keyof SettingsForm;

export type ParsedSettingsForm =
  | { outcome: 'read'; settings: MailSettings }
  /** What to correct, by field. */
  | { outcome: 'refused'; errors: Partial<Record<SettingsField, string>> };

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** A line break in a name would start a new header of the mail. */
const ONE_LINE = /^[^\p{Cc}]*$/u;

const Form = z
  .object({
    senderName: z
      .string()
      .trim()
      .min(1, 'Enter the name that people see in their inbox.')
      .max(80, 'Use at most 80 characters.')
      .regex(ONE_LINE, 'Use one line.')
      .refine((name) => !holdsAddress(name), 'Leave out web and email addresses here.'),
    senderAddress: typedEmail('Enter an email address such as hello@example.com.'),
    replyTo: z.union(
      [
        z.literal('').transform(() => null),
        typedEmail('Enter an email address, or leave this empty.'),
      ],
      'Enter an email address, or leave this empty.',
    ),
    postalAddress: z
      .string()
      .trim()
      .min(10, 'Enter the full postal address: the law asks for it in every marketing email.')
      .max(300, 'Use at most 300 characters.'),
    helpDesk: z
      .union(
        [
          z.literal('').transform(() => null),
          typedEmail('Enter the email address of your help desk, or leave this empty.'),
        ],
        'Enter the email address of your help desk, or leave this empty.',
      )
      .default(null),
    quiet: z.enum(['on', 'off']),
    quietFrom: z.string(),
    quietTo: z.string(),
    testOrders: TestOrders,
    ...LIMITS_FIELDS,
  })
  .superRefine((form, context) => {
    const { quiet, quietFrom, quietTo } = form;
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    for (const { field, message } of limitsProblems(form)) refuse(field, message);
    if (quiet === 'off') return;
    if (!TIME.test(quietFrom)) refuse('quietFrom', 'Enter a time such as 21:00.');
    if (!TIME.test(quietTo)) refuse('quietTo', 'Enter a time such as 08:00.');
    else if (quietFrom === quietTo) refuse('quietTo', 'The hours must end at another time.');
  });

/** Checks what the settings page sent. */
export function readSettingsForm(input: unknown): ParsedSettingsForm {
  const parsed = Form.safeParse(input);
  if (!parsed.success) return { outcome: 'refused', errors: firstProblems(parsed.error) };
  const { senderName, senderAddress, replyTo, postalAddress, helpDesk, testOrders } = parsed.data;
  const { quiet, quietFrom, quietTo } = parsed.data;
  return {
    outcome: 'read',
    settings: {
      sender: { name: senderName, address: senderAddress, replyTo },
      postalAddress,
      helpDesk,
      quietHours: quiet === 'on' ? { from: quietFrom, to: quietTo } : null,
      testOrders,
      limits: limitsOfForm(parsed.data),
    },
  };
}

/**
 * The form that shows settings.
 * @param fallback who mails are from while the merchant set no sender
 */
export function settingsForm(
  { sender, postalAddress, helpDesk, quietHours, testOrders, limits }: MailSettings,
  fallback: { name: string; address: string },
): SettingsForm {
  return {
    senderName: sender?.name ?? fallback.name,
    senderAddress: sender?.address ?? fallback.address,
    replyTo: sender?.replyTo ?? '',
    postalAddress,
    helpDesk: helpDesk ?? '',
    quiet: quietHours ? 'on' : 'off',
    quietFrom: quietHours?.from ?? '21:00',
    quietTo: quietHours?.to ?? '08:00',
    testOrders,
    ...limitsForm(limits),
  };
}
