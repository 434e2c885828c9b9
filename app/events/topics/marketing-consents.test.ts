import { describe, expect, test } from 'vitest';
import {
  CUSTOMER_ID,
  emailConsentPayload,
  smsConsentPayload,
} from '#tests/fixtures/customer-payloads.ts';
import { encodeBody, type Payload } from '#tests/fixtures/webhook-body.ts';
import { eventsOf, reasonOf } from '#tests/fixtures/parsed-payloads.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';

const TRIGGERED_AT = Date.UTC(2026, 9, 1, 12);
const RECEIVED_AT = Date.UTC(2026, 9, 1, 10);

function consentEvent(payload: Payload, receivedAt: number, triggeredAt: number | null) {
  const topic = 'customers_email_marketing_consent/update';
  const parsed = readDelivery({ topic, triggeredAt, receivedAt, body: encodeBody(payload) });
  return parsed.outcome === 'read' ? parsed.events[0] : undefined;
}

/** When a consent of a date counts as given, and what it rests on. */
function received(state: string, date: string | null, triggeredAt: number | null = null) {
  const event = consentEvent(emailConsentPayload(state, date), RECEIVED_AT, triggeredAt);
  if (event?.kind !== 'consent.changed') return null;
  return { at: event.at, evidence: event.evidence };
}

describe('consent', () => {
  test.each(['subscribed', 'unsubscribed', 'pending', 'not_subscribed', 'invalid', 'redacted'])(
    'email consent %s is read in either case of letters',
    (state) => {
      const [event] = eventsOf(
        'customers_email_marketing_consent/update',
        emailConsentPayload(state),
      );
      expect(event).toMatchObject({
        kind: 'consent.changed',
        channel: 'email',
        state,
        source: 'shopify',
        at: Date.UTC(2026, 9, 1, 9, 30),
        identifiers: [
          { kind: 'customer', value: CUSTOMER_ID },
          { kind: 'email', value: 'ada@example.com' },
        ],
      });
      const shouted = emailConsentPayload(state.toUpperCase());
      expect(eventsOf('customers_email_marketing_consent/update', shouted)).toEqual([event]);
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

  test('an opt-in without a readable date, or with a future one, is a claim of the moment of receipt', () => {
    for (const date of [null, 'yesterday', '2190-01-01T00:00:00Z', '2026-10-01T20:00:01Z'])
      expect(received('subscribed', date)).toEqual({ at: RECEIVED_AT, evidence: 'claim' });
    expect(received('subscribed', '2026-10-01T10:00:00Z')).toEqual({
      at: RECEIVED_AT,
      evidence: 'act',
    });
  });

  test('a refusal counts whatever its date, and never as later than its receipt', () => {
    for (const date of [null, 'yesterday', '2190-01-01T00:00:00Z'])
      expect(received('unsubscribed', date)).toEqual({ at: RECEIVED_AT, evidence: 'act' });
  });

  test('no header dates a consent: only the signed body does', () => {
    for (const triggeredAt of [0, TRIGGERED_AT, Date.UTC(2190, 0)])
      expect(received('unsubscribed', null, triggeredAt)).toEqual({
        at: RECEIVED_AT,
        evidence: 'act',
      });
  });

  test('the same act sent later, when its date is no longer in the future, is the same event', () => {
    const payload = emailConsentPayload('subscribed', '2190-01-01T00:00:00Z');
    const ids = [RECEIVED_AT, RECEIVED_AT + 1, Date.UTC(2195, 0)].map(
      (receivedAt) => consentEvent(payload, receivedAt, null)?.id,
    );
    expect(new Set(ids).size).toBe(1);
  });

  test('the same act about another address is another event', () => {
    const [one, other] = ['ada@example.com', 'ada@other.example'].map(
      (email_address) =>
        eventsOf('customers_email_marketing_consent/update', {
          ...emailConsentPayload(),
          email_address,
        })[0],
    );
    expect(one?.id).not.toBe(other?.id);
    expect(other).toMatchObject({ address: 'ada@other.example' });
  });

  test('without a readable address or number there is no consent', () => {
    const email = 'customers_email_marketing_consent/update';
    for (const email_address of [null, 'ada'])
      expect(eventsOf(email, { ...emailConsentPayload(), email_address })).toEqual([]);
    for (const phone of [null, '12'])
      expect(
        eventsOf('customers_marketing_consent/update', { ...smsConsentPayload(), phone }),
      ).toEqual([]);
  });

  test('a state we do not know is never taken for consent', () => {
    expect(
      reasonOf('customers_email_marketing_consent/update', emailConsentPayload('example string')),
    ).toMatch(/^email_marketing_consent\.state: Invalid option/);
  });
});
