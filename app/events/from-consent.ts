import { idOf } from '#app/lib/ids.ts';
import type { ConsentState, Reading, Traits } from './event.ts';
import { identifiersOf, traitsOf } from './person.ts';
import { happened, reading, undated, type Told } from './reader.ts';
import { emailConsentPayload, smsConsentPayload } from './shopify-payload.ts';
import { emailOf, phoneOf } from './told-values.ts';

type Consent = { state: ConsentState; consent_updated_at: number | null };

/** customers_email_marketing_consent/update. */
export const readEmailConsent = reading(emailConsentPayload, (payload, told) => {
  const {
    customer_id: customerId,
    email_address: address,
    email_marketing_consent: consent,
  } = payload;
  const email = emailOf(told, 'email_address', address);
  return consentChanged('email', consent, customerId, traitsOf({ customerId, email }), told);
});

/** customers_marketing_consent/update, which is about text messages. */
export const readSmsConsent = reading(smsConsentPayload, (payload, told) => {
  const { id: customerId, phone: written, sms_marketing_consent: consent } = payload;
  if (!consent?.state) return happened();
  const { state, consent_updated_at } = consent;
  const phone = phoneOf(told, 'phone', written, null);
  const traits = traitsOf({ customerId, phone: phone?.shown ?? null });
  return consentChanged(
    'sms',
    { state, consent_updated_at },
    customerId,
    traits,
    told,
    phone?.number ?? null,
  );
});

function consentChanged(
  channel: 'email' | 'sms',
  { state, consent_updated_at: updatedAt }: Consent,
  customerId: string,
  traits: Traits,
  told: Told,
  phone: string | null = null,
): Reading {
  const at = updatedAt ?? told.triggeredAt;
  if (at === null) return undated('consent_updated_at');
  return happened({
    kind: 'consent.changed',
    id: idOf('consent.changed', channel, customerId, state, String(at)),
    at,
    topic: told.topic,
    identifiers: identifiersOf(
      ['customer', customerId],
      ['email', traits.email ?? null],
      ['phone', phone],
    ),
    traitsAt: at,
    traits,
    channel,
    state,
    source: 'shopify',
    wording: null,
    page: null,
  });
}
