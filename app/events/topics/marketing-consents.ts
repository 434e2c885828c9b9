import { idOf } from '#app/lib/ids.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import type { ConsentState, DomainEvent, Traits } from '#app/events/event.ts';
import {
  emailConsentPayload,
  smsConsentPayload,
  type Customer,
} from '#app/events/payloads/shopify-payload.ts';
import { emailOf, momentOf, phoneOf } from '#app/events/payloads/optional-values.ts';
import { dateConsent } from './consent-date.ts';
import { identifiersOf, traitsOf, type PayloadPerson } from './person.ts';
import { parsedEvents, defineTopicHandler, type DeliveryContext } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

/** customers_email_marketing_consent/update. */
const readEmailConsent = defineTopicHandler(emailConsentPayload, (payload, delivery) => {
  const {
    customer_id: customerId,
    email_address: written,
    email_marketing_consent: { state, consent_updated_at: updatedAt },
  } = payload;
  const address = emailOf(delivery, 'email_address', written);
  // Without an address there is nothing that marketing could go to.
  if (address === null) return parsedEvents();
  const traits = traitsOf({ customerId, email: address });
  const date = momentOf(delivery, 'email_marketing_consent.consent_updated_at', updatedAt);
  const recordedAt = momentOf(delivery, 'recorded_at', payload.recorded_at);
  const consent = { address, state, date, recordedAt };
  return parsedEvents(consentChanged('email', consent, customerId, traits, delivery));
});

/** customers_marketing_consent/update, which is about text messages. */
const readSmsConsent = defineTopicHandler(smsConsentPayload, (payload, delivery) => {
  const { id: customerId, phone: written, sms_marketing_consent: consent } = payload;
  if (!consent?.state) return parsedEvents();
  const { state, consent_updated_at: updatedAt } = consent;
  const phone = phoneOf(delivery, 'phone', written, null);
  if (phone?.number == null) return parsedEvents();
  const traits = traitsOf({ customerId, phone: phone.shown });
  const date = momentOf(delivery, 'sms_marketing_consent.consent_updated_at', updatedAt);
  const recordedAt = momentOf(delivery, 'recorded_at', payload.recorded_at);
  const known = { address: phone.number, state, date, recordedAt };
  return parsedEvents(consentChanged('sms', known, customerId, traits, delivery));
});

/**
 * What a customer's record says of their consents, alone or inside something else: as their own topics say it, under
 * the same ids. Without a time of its own a consent there says nothing: the record may have been changed for another
 * reason.
 * @param path where the record stands in the payload, such as `customer.`; empty for the payload itself
 */
export function consentsIn(
  customer: Pick<Customer, ConsentFields> | null,
  { customerId, record }: Pick<PayloadPerson, 'customerId' | 'record'>,
  delivery: DeliveryContext,
  path = '',
): ConsentChanged[] {
  if (customer === null || customerId === null) return [];
  return CHANNELS.flatMap(([channel, field]): ConsentChanged[] => {
    const consent = customer[field];
    // Of the record's own address: what was given for an order may be another's.
    const address =
      channel === 'email' ? record.email : record.phone && normalPhone(record.phone, null);
    if (!consent || !address) return [];
    const date = momentOf(
      delivery,
      `${path}${field}.consent_updated_at`,
      consent.consent_updated_at,
    );
    if (date === null) return [];
    const known = { address, state: consent.state, date, recordedAt: null };
    return [consentChanged(channel, known, customerId, traitsOf({ customerId }), delivery)];
  });
}

const CHANNELS = [
  ['email', 'email_marketing_consent'],
  ['sms', 'sms_marketing_consent'],
] as const;
type ConsentFields = (typeof CHANNELS)[number][1];
type ConsentChanged = DomainEvent & { kind: 'consent.changed' };

type Consent = {
  address: string;
  state: ConsentState;
  date: number | null;
  recordedAt: number | null;
};

function consentChanged(
  channel: 'email' | 'sms',
  { address, state, date, recordedAt }: Consent,
  customerId: string,
  traits: Traits,
  delivery: DeliveryContext,
): ConsentChanged {
  const { at, evidence } = dateConsent(state, date, recordedAt, delivery);
  return {
    kind: 'consent.changed',
    // Of what was written and not of when it came: the same act received again is the same.
    id: idOf('consent.changed', channel, customerId, address, state, String(date)),
    at,
    topic: delivery.topic,
    identifiers: identifiersOf(
      ['customer', customerId],
      [channel === 'email' ? 'email' : 'phone', address],
    ),
    traitsAt: at,
    traits,
    record: { [channel === 'email' ? 'email' : 'phone']: address },
    channel,
    address,
    state,
    evidence,
    source: 'shopify',
    wording: null,
    page: null,
  };
}

export const emailConsentTopic: TopicRecord = {
  names: ['customers_email_marketing_consent/update'],
  handler: readEmailConsent,
  subscription: 'topic',
  origin: 'a consent',
  shape: { object: null, has: ['email_marketing_consent'] },
};

export const smsConsentTopic: TopicRecord = {
  names: ['customers_marketing_consent/update'],
  handler: readSmsConsent,
  subscription: 'topic',
  origin: 'a consent',
  shape: { object: null, has: ['sms_marketing_consent'] },
};

/** The topics by which Shopify sends consents; mail waits until those that were received are processed. */
export const CONSENT_TOPICS = [...emailConsentTopic.names, ...smsConsentTopic.names];
