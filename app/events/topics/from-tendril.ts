import { z } from 'zod';
import { normalEmail } from '#app/lib/email-address.ts';
import { idOf } from '#app/lib/ids.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import type { EventPayload, Identifier, Traits } from '#app/events/event.ts';
import {
  consentState,
  epoch,
  optionalText,
  shopifyId,
  token,
  written,
} from '#app/events/payloads/payload-values.ts';
import { countryOf, emailOf, localeOf, phoneOf } from '#app/events/payloads/optional-values.ts';
import { traitsOf } from './person.ts';
import {
  parsedEvents,
  defineTopicHandler,
  unusable,
  type TopicHandler,
  type DeliveryContext,
} from './topic-handler.ts';

const identifier = z
  .object({
    kind: z.enum(['customer', 'email', 'order', 'visitor', 'cart', 'checkout', 'phone']),
    value: token,
  })
  .transform(({ kind, value }): Identifier => {
    return { kind, value: kind === 'email' ? (normalEmail(value) ?? value) : value };
  });

const traits = z.object({
  customerId: optionalText,
  email: written,
  phone: written,
  firstName: optionalText,
  lastName: optionalText,
  country: written,
  locale: written,
  company: optionalText,
});

function reportedTraits(delivery: DeliveryContext, sent: z.infer<typeof traits>): Traits {
  const country = countryOf(delivery, 'traits.country', sent.country);
  return traitsOf({
    ...sent,
    country,
    email: emailOf(delivery, 'traits.email', sent.email),
    phone: phoneOf(delivery, 'traits.phone', sent.phone, country)?.shown ?? null,
    locale: localeOf(delivery, 'traits.locale', sent.locale),
  });
}

const envelope = z.object({
  at: epoch,
  identifiers: z.tuple([identifier], identifier),
  traits: traits.nullish(),
});

const address = z.string().max(2_048);

/** An order keeps no more lines than that. */
const MOST_ASKED = 500;

/** What happens inside the app; a consent there always is an act of the address. */
type OwnEventPayload =
  | Exclude<EventPayload, { kind: 'consent.changed' }>
  | (Omit<EventPayload & { kind: 'consent.changed' }, 'address' | 'evidence'> & {
      address?: string | null | undefined;
    });

const ownPayload = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail.sent'),
    effectKey: token,
    template: token,
    asked: z.array(shopifyId).max(MOST_ASKED).optional(),
  }),
  z.object({ kind: z.literal('mail.clicked'), effectKey: token, url: address }),
  z.object({ kind: z.literal('mail.bounced'), effectKey: token }),
  z.object({ kind: z.literal('profile.joined'), by: token }),
  z.object({
    kind: z.literal(['banner.seen', 'banner.clicked', 'banner.dismissed']),
    bannerId: token,
  }),
  z.object({ kind: z.literal('visitor.identified') }),
  z.object({ kind: z.literal('product.viewed'), productId: shopifyId }),
  z.object({ kind: z.literal('page.viewed'), page: address }),
  z.object({
    kind: z.literal(['application.submitted', 'application.approved', 'application.declined']),
    applicationId: token,
  }),
  z.object({
    kind: z.literal('consent.changed'),
    channel: z.enum(['email', 'sms']),
    /** Whose consent; when left out, that of the identifier that fits the channel. */
    address: token.nullish(),
    state: consentState,
    source: token,
    wording: z.string().max(2_000).nullable().default(null),
    page: address.nullable().default(null),
  }),
]) satisfies z.ZodType<OwnEventPayload>;

/** The kinds that happen inside the app and its own pages. Each has the topic `tendril/<kind>`. */
export const OWN_KINDS = ownPayload.options.flatMap(({ shape }) => [...shape.kind.values]);

const readOwn = defineTopicHandler(envelope.and(ownPayload), (payload, delivery) => {
  const { at: date, identifiers, traits, ...rest } = payload;
  const shared = {
    id: idOf(rest.kind, String(date), JSON.stringify([identifiers, rest])),
    at: date,
    topic: delivery.topic,
    identifiers,
    traitsAt: date,
    traits: traits ? reportedTraits(delivery, traits) : {},
  };
  if (rest.kind !== 'consent.changed') return parsedEvents({ ...rest, ...shared });
  const address = consentAddress(rest, identifiers);
  if (address === null) return unusable('address: expected the address or number that agreed');
  const at = Math.min(date, delivery.receivedAt);
  return parsedEvents({ ...rest, address, evidence: 'act', ...shared, at, traitsAt: at });
});

function consentAddress(
  { channel, address }: { channel: 'email' | 'sms'; address?: string | null | undefined },
  identifiers: readonly Identifier[],
): string | null {
  const kind = channel === 'email' ? 'email' : 'phone';
  const written = address ?? identifiers.find((one) => one.kind === kind)?.value ?? '';
  return channel === 'email' ? normalEmail(written) : normalPhone(written, null);
}

/** Our own delivery: `{ identifiers, at, traits?, ...the payload of the kind }`. The kind is in the topic. */
export const readTendril: TopicHandler = (body, delivery) => {
  const kind = delivery.topic.replace('tendril/', '');
  return readOwn(typeof body === 'object' ? { ...body, kind } : body, delivery);
};
