import { z } from 'zod';
import { normalEmail } from '#app/lib/email-address.ts';
import { idDigits } from '#app/events/payloads/payload-values.ts';

/** The topic under which an event waits that another program of the shop reported. */
export const REPORTED_TOPIC = 'api/event';

const CUSTOM = /^custom\.[a-z][a-z0-9_]{0,39}$/;
const EARLIEST = Date.UTC(2000);
const MOST_VALUES = 20;

const email = z.string('expected an email address').transform((text, ctx) => {
  const address = normalEmail(text);
  if (address === null) ctx.addIssue({ code: 'custom', message: 'expected an email address' });
  return address ?? '';
});

const shopifyId = z
  .union([z.string(), z.int().nonnegative()], 'expected a Shopify id')
  .transform((value, ctx) => {
    const digits = idDigits(String(value));
    if (digits === null) ctx.addIssue({ code: 'custom', message: 'expected a Shopify id' });
    return digits ?? '';
  });

/** Epoch milliseconds of an ISO 8601 text. */
const moment = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 time with its offset' })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= EARLIEST, 'expected a time after the year 2000');

const shortText = z.string().trim().min(1).max(255);

const base = {
  id: z
    .string('expected an id of yours, the same when you send the event again')
    .regex(/^[\x21-\x7e]{1,128}$/, 'expected 1 to 128 visible characters without blanks'),
  at: moment,
  email: email.optional(),
  customer_id: shopifyId.optional(),
};

const ticket = z.object({ ticket_id: shortText.optional(), channel: shortText.optional() });
const review = z.object({
  rating: z
    .number('expected a rating from 1 to 5')
    .min(1, 'expected a rating from 1 to 5')
    .max(5, 'expected a rating from 1 to 5'),
  product_id: shopifyId.optional(),
});
const values = z
  .record(
    z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/, 'expected names of lower-case letters, digits and _'),
    z.union(
      [z.string().max(500), z.number(), z.boolean(), z.null()],
      'expected a text of at most 500 characters, a number, true, false or null',
    ),
  )
  .refine(
    (all) => Object.keys(all).length <= MOST_VALUES,
    `expected at most ${MOST_VALUES} values`,
  );

const Ticket = z.object({
  ...base,
  type: z.literal(['ticket.opened', 'ticket.closed']),
  data: ticket.default({}),
});
const Review = z.object({ ...base, type: z.literal('review.submitted'), data: review });
const Custom = z.object({
  ...base,
  type: z.custom<`custom.${string}`>((type) => typeof type === 'string' && CUSTOM.test(type)),
  data: values.default({}),
});

export type ReportedEvent = z.infer<typeof Ticket | typeof Review | typeof Custom>;

/** A field that is not as it must be. */
export type FieldFault = { field: string; message: string };

export type ReadReport =
  { outcome: 'read'; event: ReportedEvent } | { outcome: 'invalid'; faults: FieldFault[] };

const NO_PERSON = {
  field: 'email',
  message: 'expected email or customer_id: an event belongs to somebody',
};

/** An event as another program of the shop reports it, see docs/guide/events-api.md. Never throws. */
export function readReport(value: unknown): ReadReport {
  const { data: type } = Type.safeParse(value);
  const shape = type === undefined ? undefined : shapeOf(type.type);
  if (!shape) return { outcome: 'invalid', faults: [{ field: 'type', message: TYPES }] };
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({
      field: path.map(String).join('.') || 'body',
      message,
    }));
    return { outcome: 'invalid', faults };
  }
  const { email, customer_id: customerId } = parsed.data;
  if (email === undefined && customerId === undefined)
    return { outcome: 'invalid', faults: [NO_PERSON] };
  return { outcome: 'read', event: parsed.data };
}

const Type = z.object({ type: z.string() });
const TYPES = 'expected ticket.opened, ticket.closed, review.submitted or custom.<name>';

function shapeOf(type: string) {
  if (type === 'ticket.opened' || type === 'ticket.closed') return Ticket;
  if (type === 'review.submitted') return Review;
  return CUSTOM.test(type) ? Custom : undefined;
}
