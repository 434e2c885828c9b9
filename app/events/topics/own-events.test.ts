import { expect, test } from 'vitest';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { eventsOf, reasonOf } from '#tests/fixtures/parsed-payloads.ts';
import { ownTopics } from './own-events.ts';

const AT = Date.UTC(2026, 9, 1);
const WHO = { at: AT, identifiers: [{ kind: 'email', value: ' Ada@Example.com' }] };

const CONSENT = {
  channel: 'email',
  address: 'ada@example.com',
  evidence: 'act',
  state: 'unsubscribed',
  source: 'unsubscribe-page',
  wording: 'Stop all mail',
  page: 'https://shop.example/preferences',
};

const OWN_PAYLOADS: Record<string, Payload> = {
  'mail.sent': { effectKey: 'run:1:mail', template: 'cart-1' },
  'mail.clicked': { effectKey: 'run:1:mail', url: 'https://tendril-demo.myshopify.com/' },
  'profile.joined': { by: 'gid://shopify/StaffMember/1' },
  'mail.bounced': { effectKey: 'run:1:mail' },
  'banner.seen': { bannerId: 'b1' },
  'banner.clicked': { bannerId: 'b1' },
  'banner.dismissed': { bannerId: 'b1' },
  'visitor.identified': {},
  'product.viewed': { productId: '632910392' },
  'product.restocked': { productId: '632910392' },
  'product.reduced': {
    productId: '632910392',
    variantId: '808950810',
    fromMinor: 900,
    toMinor: 800,
    currency: 'GBP',
  },
  'page.viewed': { page: '/collections/all' },
  'application.submitted': { applicationId: 'a1' },
  'application.approved': { applicationId: 'a1' },
  'application.declined': { applicationId: 'a1' },
  'consent.changed': CONSENT,
};

test('every kind that the app delivers to itself is tried here', () => {
  const kinds = ownTopics.flatMap(({ names }) => names);
  expect(kinds.toSorted()).toEqual(
    Object.keys(OWN_PAYLOADS)
      .map((kind) => `tendril/${kind}`)
      .sort(),
  );
});

test.each(Object.entries(OWN_PAYLOADS))('%s is read as it was sent', (kind, payload) => {
  const body = { ...WHO, ...payload, traits: { country: 'gb', company: ' Fell ' } };
  const [event, ...others] = eventsOf(`tendril/${kind}`, body);
  expect(others).toEqual([]);
  expect(event).toEqual({
    kind,
    ...payload,
    id: event?.id,
    at: AT,
    topic: `tendril/${kind}`,
    identifiers: [{ kind: 'email', value: 'ada@example.com' }],
    traitsAt: AT,
    traits: { country: 'GB', company: 'Fell' },
  });
});

test('a consent is about the address that was named, or else the identifier of its channel, and never a person', () => {
  const { address: _address, ...unnamed } = CONSENT;
  const of = (body: Payload) => eventsOf('tendril/consent.changed', { ...WHO, ...body })[0];
  expect(of(unnamed)).toMatchObject({ address: 'ada@example.com' });
  expect(of({ ...unnamed, address: ' Bea@Example.com' })).toMatchObject({
    address: 'bea@example.com',
  });
  expect(
    reasonOf('tendril/consent.changed', {
      ...WHO,
      ...unnamed,
      identifiers: [{ kind: 'customer', value: '77' }],
    }),
  ).toMatch(/^address: expected/);
});

test('a consent of our own never counts as later than its receipt', () => {
  const at = Date.UTC(2190, 0);
  const [event] = eventsOf('tendril/consent.changed', {
    ...WHO,
    ...CONSENT,
    at,
  });
  expect(event?.at).toBeLessThan(at);
});

test('one click that is delivered twice is one event, two clicks are two', () => {
  const idOfClick = (at: number) =>
    eventsOf('tendril/mail.clicked', { ...WHO, ...OWN_PAYLOADS['mail.clicked'], at })[0]?.id;
  const ids = [AT, AT, AT + 1].map(idOfClick);
  expect(ids).not.toContain(undefined);
  expect([...new Set(ids)]).toEqual([ids[0], ids[2]]);
});

test('the topic decides the kind, not the body', () => {
  const body = {
    ...WHO,
    kind: 'consent.changed',
    ...CONSENT,
    bannerId: 'b1',
  };
  expect(eventsOf('tendril/banner.seen', body)).toMatchObject([{ kind: 'banner.seen' }]);
});

test.each<[string, Payload, string]>([
  ['no person', { at: AT, identifiers: [] }, 'identifiers'],
  ['no time', { identifiers: WHO.identifiers }, 'at: expected epoch milliseconds'],
  ['no banner', WHO, 'bannerId: expected a token'],
])('a delivery of %s is quarantined', (_name, body, reason) => {
  expect(reasonOf('tendril/banner.seen', body)).toContain(reason);
});
