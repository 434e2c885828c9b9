import { z } from 'zod';
import type { Step } from '#app/journeys/steps/registry.ts';
import { MOST_STAFF_RECIPIENTS } from '#app/journeys/steps/staff-email.ts';
import {
  asSteps,
  skipped,
  type ActionContext,
  type ConversionNote,
  type ConvertedAction,
} from './conversion.ts';
import { convertEmailLine, cutText } from './convert-text.ts';

const Operation = z.looseObject({
  operator: z.enum(['create', 'update', 'delete']),
  property_key: z.string().min(1).max(255),
  property_type: z.enum(['string', 'boolean', 'numeric', 'date', 'list']).nullish(),
  property_operation: z.enum(['add', 'remove']).nullish(),
  property_value: z.union([z.string().max(5_000), z.number(), z.boolean()]).nullish(),
});
type Operation = z.infer<typeof Operation>;
const UpdateProfile = z.looseObject({ profile_operations: z.array(Operation).max(50) });

/** Properties of a profile: metafields of the customer in Shopify, and tags where a list is added to. */
export function convertUpdateProfile(
  data: unknown,
  next: string,
  { stepId }: ActionContext,
): ConvertedAction {
  const read = UpdateProfile.safeParse(data);
  if (!read.success)
    return skipped(next, {
      what: 'Profile update',
      why: 'It cannot be read. Add a metafield step.',
    });
  const steps: Step[] = [];
  const notes: ConversionNote[] = [];
  for (const operation of read.data.profile_operations) {
    const id = steps.length === 0 ? stepId : `${stepId}-${String(steps.length + 1)}`;
    const { step, note } = operationStep(operation, id, next);
    if (step) steps.push(step);
    notes.push(note);
  }
  const chained = steps.map((step, index) => {
    const after = steps[index + 1];
    return after && 'next' in step ? { ...step, next: after.id } : step;
  });
  return chained.length === 0 ? skipped(next, ...notes) : asSteps(chained, { notes });
}

function operationStep(
  { operator, property_key: property, property_type: type, ...operation }: Operation,
  id: string,
  next: string,
): { step: Step | null; note: ConversionNote } {
  const what = `Property “${property}”`;
  const value = String(operation.property_value ?? '');
  if (operator === 'delete')
    return { step: null, note: { what, why: 'Metafields are set here, and not deleted.' } };
  if (type === 'list') {
    const change = operation.property_operation === 'remove' ? 'remove' : 'add';
    const step = { id, kind: 'tag' as const, change, tag: cutText(value, 300), next } as const;
    return { step, note: { what, why: 'A list of values is kept as tags of the customer here.' } };
  }
  if (type === 'date' && value === 'today')
    return { step: null, note: { what, why: 'A metafield cannot be set to the day of the step.' } };
  const key = property
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 64);
  const step = {
    id,
    kind: 'metafield' as const,
    namespace: 'custom',
    key,
    type: METAFIELD_TYPE_OF[type ?? 'string'],
    value,
    next,
  };
  return {
    step,
    note: { what, why: `It becomes the metafield custom.${key} of the customer in Shopify.` },
  };
}

const METAFIELD_TYPE_OF = {
  string: 'single_line_text_field',
  boolean: 'boolean',
  numeric: 'number_decimal',
  date: 'date',
} as const;

const Webhook = z.looseObject({
  message: z.looseObject({
    url: z.string().max(2_000).nullish(),
    name: z.string().max(1_000).nullish(),
  }),
});

/** A webhook: the address alone. */
export function convertWebhook(
  data: unknown,
  next: string,
  { stepId }: ActionContext,
): ConvertedAction {
  const message = Webhook.safeParse(data).data?.message;
  if (!message) return skipped(next, { what: 'Webhook', why: 'It cannot be read. Add a webhook.' });
  return asSteps([{ id: stepId, kind: 'webhook', url: message.url ?? '', next }], {
    notes: [
      {
        what: `Webhook “${cutText(message.name ?? message.url ?? '', 120)}”`,
        why: 'It sends what happened as this app writes it, signed, without the headers and body of Klaviyo. Change the receiver.',
      },
    ],
  });
}

const Alert = z.looseObject({
  message: z.looseObject({
    to_emails: z.array(z.string().max(254)).max(100),
    subject_line: z.string().max(5_000).nullish(),
  }),
});

/** A notification of staff: an email to the same addresses. */
export function convertInternalAlert(
  data: unknown,
  next: string,
  { stepId }: ActionContext,
): ConvertedAction {
  const message = Alert.safeParse(data).data?.message;
  const what = 'Internal alert';
  if (!message) return skipped(next, { what, why: 'It cannot be read. Add an email to staff.' });
  const subject = cutText(convertEmailLine(message.subject_line ?? '').text, 200);
  const addresses = message.to_emails
    .filter((address) => address !== '')
    .slice(0, MOST_STAFF_RECIPIENTS);
  const step: Step = {
    id: stepId,
    kind: 'staff_email',
    to: addresses.map((address) => ({ address })),
    subject: subject.replaceAll(/\{\{.*?\}\}/g, '{{first_name}}'),
    text: '',
    next,
  };
  return asSteps([step], { notes: [{ what, why: 'A flow holds no text of it. Write it.' }] });
}
