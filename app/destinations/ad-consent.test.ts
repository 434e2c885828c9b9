import { expect, test } from 'vitest';
import type { AddressConsent } from '#app/consent/may-send.ts';
import type { ConsentState } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import { adReach, type AdMember } from './ad-consent.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

type Case = {
  email?: ConsentState;
  sms?: ConsentState;
  suppression?: 'unsubscribed' | 'hard_bounce' | 'complaint';
  orderedDaysAgo?: number;
};

function member({ email, sms, suppression, orderedDaysAgo }: Case): AdMember {
  const emailConsent: AddressConsent = {
    address: 'ann@fern.example',
    consent:
      email === undefined
        ? null
        : { state: email, at: NOW - DAY, optedInAt: email === 'subscribed' ? NOW - DAY : null },
    suppression: suppression === undefined ? null : { reason: suppression, at: NOW },
  };
  return {
    email: emailConsent,
    phone: { number: '+442079460000', consent: sms ?? null },
    lastOrderAt: orderedDaysAgo === undefined ? null : NOW - orderedDaysAgo * DAY,
  };
}

test.each<[string, 'agreed' | 'not_refused', Case, string]>([
  ['who agreed by email', 'agreed', { email: 'subscribed' }, 'email'],
  ['who agreed to text messages', 'agreed', { sms: 'subscribed' }, 'phone'],
  ['who agreed to both', 'agreed', { email: 'subscribed', sms: 'subscribed' }, 'email phone'],
  ['who never said', 'agreed', {}, 'nobody'],
  ['who has not confirmed', 'agreed', { email: 'pending', sms: 'pending' }, 'nobody'],
  ['who bounced', 'agreed', { email: 'subscribed', suppression: 'hard_bounce' }, 'nobody'],
  ['who never said', 'not_refused', {}, 'email phone'],
  ['who unsubscribed', 'not_refused', { email: 'unsubscribed' }, 'nobody'],
  ['who refused text messages', 'not_refused', { sms: 'unsubscribed' }, 'nobody'],
  ['who agreed and refused', 'agreed', { email: 'subscribed', sms: 'unsubscribed' }, 'nobody'],
  ['who bounced', 'not_refused', { suppression: 'hard_bounce' }, 'phone'],
  ['who unsubscribed by a link', 'not_refused', { suppression: 'unsubscribed' }, 'nobody'],
  ['who complained', 'not_refused', { suppression: 'complaint' }, 'nobody'],
])('%s, where people must have %s', (_who, consent, known, used) => {
  const reach = adReach({ consent, convertedDays: 0 }, member(known), NOW);
  const names = [reach?.email && 'email', reach?.phone && 'phone'].filter(Boolean).join(' ');
  expect(names || 'nobody').toBe(used);
});

test.each([
  [30, 29.9, false],
  [30, 30, true],
  [30, undefined, true],
  [0, 1, true],
])('with %d days, an order %s days ago leaves the person in: %s', (days, orderedDaysAgo, isIn) => {
  const known = member({ email: 'subscribed', orderedDaysAgo });
  expect(adReach({ consent: 'agreed', convertedDays: days }, known, NOW) !== null).toBe(isIn);
});
