import { idOf } from '#app/lib/ids.ts';
import { dateConsent } from './consent-date.ts';
import type { ConsentState, Reading, Traits } from './event.ts';
import { identifiersOf, traitsOf } from './person.ts';
import { happened, reading, type Told } from './reader.ts';
import { emailConsentPayload, smsConsentPayload } from './shopify-payload.ts';
import { emailOf, momentOf, phoneOf } from './told-values.ts';

/** The topics by which Shopify tells of consents; mail waits until those that were received are heard. */
export const CONSENT_TOPICS = [
  'customers_email_marketing_consent/update',
  'customers_marketing_consent/update',
] as const;

/** customers_email_marketing_consent/update. */
export const readEmailConsent = reading(emailConsentPayload, (payload, told) => {
  const {
    customer_id: customerId,
    email_address: written,
    email_marketing_consent: { state, consent_updated_at: updatedAt },
  } = payload;
  const address = emailOf(told, 'email_address', written);
  // Without an address there is nothing that marketing could go to.
  if (address === null) return happened();
  const traits = traitsOf({ customerId, email: address });
  const date = momentOf(told, 'email_marketing_consent.consent_updated_at', updatedAt);
  const recordedAt = momentOf(told, 'recorded_at', payload.recorded_at);
  const consent = { address, state, date, recordedAt };
  return consentChanged('email', consent, customerId, traits, told);
});

/** customers_marketing_consent/update, which is about text messages. */
export const readSmsConsent = reading(smsConsentPayload, (payload, told) => {
  const { id: customerId, phone: written, sms_marketing_consent: consent } = payload;
  if (!consent?.state) return happened();
  const { state, consent_updated_at: updatedAt } = consent;
  const phone = phoneOf(told, 'phone', written, null);
  if (phone?.number == null) return happened();
  const traits = traitsOf({ customerId, phone: phone.shown });
  const date = momentOf(told, 'sms_marketing_consent.consent_updated_at', updatedAt);
  const recordedAt = momentOf(told, 'recorded_at', payload.recorded_at);
  const known = { address: phone.number, state, date, recordedAt };
  return consentChanged('sms', known, customerId, traits, told);
});

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
  told: Told,
): Reading {
  const { at, evidence } = dateConsent(state, date, recordedAt, told);
  return happened({
    kind: 'consent.changed',
    // Of what was written and not of when it came: the same act told again is the same.
    id: idOf('consent.changed', channel, customerId, address, state, String(date)),
    at,
    topic: told.topic,
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
  });
}
