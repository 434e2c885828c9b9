import { describe, expect, test } from 'vitest';
import {
  CUSTOMER_ID,
  emailConsentPayload,
  smsConsentPayload,
} from '#tests/fixtures/shopify-payloads.ts';
import { eventsOf, reasonOf } from '#tests/fixtures/readings.ts';

const TRIGGERED_AT = Date.UTC(2026, 9, 1, 12);

describe('consent', () => {
  test.each(['subscribed', 'unsubscribed', 'pending', 'not_subscribed', 'invalid', 'redacted'])(
    'e-mail consent %s is told in either case of letters',
    (state) => {
      const [told] = eventsOf(
        'customers_email_marketing_consent/update',
        emailConsentPayload(state),
      );
      expect(told).toMatchObject({
        kind: 'consent.changed',
        channel: 'email',
        state,
        source: 'shopify',
        at: Date.UTC(2026, 9, 1, 11),
        identifiers: [
          { kind: 'customer', value: CUSTOMER_ID },
          { kind: 'email', value: 'ada@example.com' },
        ],
      });
      const shouted = emailConsentPayload(state.toUpperCase());
      expect(eventsOf('customers_email_marketing_consent/update', shouted)).toEqual([told]);
    },
  );

  test('the other consent topic is about text messages', () => {
    expect(
      eventsOf('customers_marketing_consent/update', smsConsentPayload('unsubscribed')),
    ).toMatchObject([
      {
        channel: 'sms',
        state: 'unsubscribed',
        traits: { customerId: CUSTOMER_ID, phone: '+442079460000' },
      },
    ]);
  });

  test('consent that says no time is dated by the delivery, or set aside', () => {
    const undated = emailConsentPayload('subscribed', null);
    expect(eventsOf('customers_email_marketing_consent/update', undated, TRIGGERED_AT)[0]?.at).toBe(
      TRIGGERED_AT,
    );
    expect(reasonOf('customers_email_marketing_consent/update', undated)).toMatch(
      /^consent_updated_at: expected/,
    );
  });

  test('a state we do not know is never taken for consent', () => {
    expect(
      reasonOf('customers_email_marketing_consent/update', emailConsentPayload('example string')),
    ).toMatch(/^email_marketing_consent\.state: Invalid option/);
  });
});
