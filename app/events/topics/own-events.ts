import { z } from 'zod';
import { normalEmail } from '#app/lib/email-address.ts';
import { idOf } from '#app/lib/ids.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import type {
  DomainEvent,
  EventKind,
  EventPayload,
  Identifier,
  Traits,
} from '#app/events/event.ts';
import { EVENT_KIND_NAMES, eventKindOf } from '#app/events/kinds/registry.ts';
import {
  consentState,
  epoch,
  optionalText,
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
import type { TopicRecord } from './topic-record.ts';

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

/** A consent inside the app always is an act of the address. */
const ownConsent = z.object({
  channel: z.enum(['email', 'sms']),
  /** Whose consent; when left out, that of the identifier that fits the channel. */
  address: token.nullish(),
  state: consentState,
  source: token,
  wording: z.string().max(2_000).nullable().default(null),
  page: address.nullable().default(null),
});

/** What every own event has, with an id of all that was sent of it. */
function sharedOf(
  { at, identifiers, traits: sent }: z.infer<typeof envelope>,
  payload: { kind: EventKind },
  delivery: DeliveryContext,
): Omit<DomainEvent, 'kind'> {
  return {
    id: idOf(payload.kind, String(at), JSON.stringify([identifiers, payload])),
    at,
    topic: delivery.topic,
    identifiers,
    traitsAt: at,
    traits: sent ? reportedTraits(delivery, sent) : {},
  };
}

const readOwnConsent = defineTopicHandler(envelope.and(ownConsent), (body, delivery) => {
  const { at: date, identifiers, traits: _traits, ...fields } = body;
  const payload = { kind: 'consent.changed' as const, ...fields };
  const shared = sharedOf(body, payload, delivery);
  const address = consentAddress(payload, identifiers);
  if (address === null) return unusable('address: expected the address or number that agreed');
  const at = Math.min(date, delivery.receivedAt);
  return parsedEvents({ ...payload, address, evidence: 'act', ...shared, at, traitsAt: at });
});

function consentAddress(
  { channel, address }: { channel: 'email' | 'sms'; address?: string | null | undefined },
  identifiers: readonly Identifier[],
): string | null {
  const kind = channel === 'email' ? 'email' : 'phone';
  const written = address ?? identifiers.find((one) => one.kind === kind)?.value ?? '';
  return channel === 'email' ? normalEmail(written) : normalPhone(written, null);
}

/** Reads an own delivery: `{ identifiers, at, traits?, ...the payload of the kind }`. The kind is in the topic. */
function ownHandler(kind: EventKind): TopicHandler {
  if (kind === 'consent.changed') return readOwnConsent;
  return defineTopicHandler(envelope.and(eventKindOf(kind).schema), (body, delivery) => {
    const { at: _at, identifiers: _identifiers, traits: _traits, ...fields } = body;
    // The schema is the one of the kind, so these are its fields.
    const payload = { kind, ...fields } as EventPayload;
    return parsedEvents({ ...payload, ...sharedOf(body, payload, delivery) });
  });
}

/** What happens inside the app and its own pages: each kind that the app delivers to itself is a topic. */
export const ownTopics: readonly TopicRecord[] = EVENT_KIND_NAMES.flatMap((kind) => {
  const { own, origin } = eventKindOf(kind);
  if (own === undefined) return [];
  return {
    names: [`tendril/${kind}`],
    handler: ownHandler(kind),
    subscription: null,
    origin,
    isIrregular: true,
    ...own,
  };
});
