import { describe, expect, test } from 'vitest';
import { eventsOf } from '#tests/fixtures/parsed-payloads.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import {
  CUSTOMER_ID,
  customerPayload,
  emailConsentPayload,
  smsConsentPayload,
} from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';

const AT = '2026-10-01T10:30:00+01:00';
const email = { email_marketing_consent: { state: 'subscribed', consent_updated_at: AT } };
const sms = { sms_marketing_consent: { state: 'unsubscribed', consent_updated_at: AT } };

function consents(topic: string, payload: Payload) {
  return eventsOf(topic, payload).filter(({ kind }) => kind === 'consent.changed');
}

describe('a consent inside a record', () => {
  const carriers: [string, (customer: Payload) => Payload][] = [
    ['customers/update', (customer) => customer],
    ['orders/create', (customer) => orderPayload({ customer })],
    ['checkouts/update', (customer) => checkoutPayload({ customer })],
  ];

  test.each(carriers)('of %s is the one that its own topic says', (topic, carrier) => {
    const customer = customerPayload({ phone: '+442079460000', ...email, ...sms });
    const own = [
      ...consents(
        'customers_email_marketing_consent/update',
        emailConsentPayload('subscribed', AT),
      ),
      ...consents('customers_marketing_consent/update', smsConsentPayload('unsubscribed', AT)),
    ];
    const inside = consents(topic, carrier(customer));
    expect(inside.map(({ id, at }) => [id, at])).toEqual(own.map(({ id, at }) => [id, at]));
    expect(inside).toMatchObject([
      { address: 'ada@example.com', state: 'subscribed', evidence: 'act' },
      { address: '+442079460000', state: 'unsubscribed' },
    ]);
  });

  test.each<[string, Payload]>([
    ['without a time', { state: 'subscribed', consent_updated_at: null }],
    ['with a time that cannot be read', { state: 'subscribed', consent_updated_at: 'soon' }],
    ['in a state that is none', { state: 'example string', consent_updated_at: AT }],
  ])('%s says nothing, and costs the record nothing else', (_name, consent) => {
    const events = eventsOf(
      'customers/update',
      customerPayload({ email_marketing_consent: consent }),
    );
    expect(events.map(({ kind }) => kind)).toEqual(['customer.changed']);
  });

  test('is of the address of the record, not of the one given for an order', () => {
    const customer = customerPayload({ email: null, ...email });
    expect(consents('orders/create', orderPayload({ customer }))).toEqual([]);
    const own = customerPayload({ email: 'own@example.com', ...email });
    expect(consents('orders/create', orderPayload({ customer: own }))).toMatchObject([
      { address: 'own@example.com', identifiers: [{ value: CUSTOMER_ID }, {}] },
    ]);
  });
});
