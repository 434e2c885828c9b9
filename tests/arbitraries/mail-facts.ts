import fc from 'fast-check';
import { EMAIL_TOPICS } from '#app/consent/email-topics.ts';
import type { AddressConsent, SuppressionReason } from '#app/consent/may-send.ts';
import type { ConsentState } from '#app/events/event.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { LoadedContext } from '#app/messages/contexts/mail-context.ts';
import type { MailFacts } from '#app/messages/delivery/decide-mail.ts';
import type { Coupon, CouponState } from '#app/offers/coupon.ts';

const NOON = Date.UTC(2026, 5, 1, 12);

const TEN_PERCENT: Coupon = {
  code: 'TEN',
  benefit: { kind: 'percentage', percent: 10 },
  currency: 'EUR',
  path: null,
  expiresAt: NOON + 30 * DAY,
  timeZone: 'UTC',
};

const moments = fc.integer({ min: NOON - 30 * DAY, max: NOON });

const consents: fc.Arbitrary<AddressConsent> = fc.record({
  address: fc.constantFrom('ada@people.example', 'ada@people.example', 'no address', null),
  consent: fc.option(
    fc.record({
      state: fc.constantFrom<ConsentState>(
        'subscribed',
        'subscribed',
        'pending',
        'not_subscribed',
        'unsubscribed',
        'redacted',
        'invalid',
      ),
      at: moments,
      optedInAt: fc.option(moments),
    }),
  ),
  suppression: fc.option(
    fc.record({
      reason: fc.constantFrom<SuppressionReason>(
        'unsubscribed',
        'soft_bounce',
        'hard_bounce',
        'complaint',
      ),
      at: moments,
    }),
    { freq: 1 },
  ),
});

const subjects = fc
  .record({
    unwanted: fc.option(fc.constantFrom('ordered', 'order_cancelled'), { freq: 1 }),
    empty: fc.option(fc.constant('out_of_stock'), { freq: 1 }),
  })
  .map(({ unwanted, empty }): LoadedContext => {
    return {
      occasion: { en: () => 'left a cart', de: () => '', fr: () => '' },
      reasonUnwanted: () => unwanted,
      address: () => null,
      allLines: () => [],
      shownLines: () => [],
      nothingToShow: () => empty,
      money: () => null,
      isSummed: true,
      actionUrl: () => 'https://shop.example',
      variables: () => ({}),
    };
  });

const facts: fc.Arbitrary<MailFacts> = fc.record({
  class: fc.constantFrom('marketing', 'transactional'),
  consent: consents,
  reader: fc.option(
    fc.record({
      topic: fc.constantFrom(...EMAIL_TOPICS),
      preferences: fc.record({
        declinedTopics: fc.subarray(EMAIL_TOPICS, { maxLength: 2 }),
        pausedUntil: fc.option(fc.constantFrom(NOON, NOON + DAY)),
      }),
    }),
    { nil: undefined },
  ),
  run: fc.option(
    fc.constantFrom(
      { state: 'active', endReason: null },
      { state: 'active', endReason: null, pausedAt: NOON - HOUR },
      { state: 'active', endReason: null, pausedAt: NOON - DAY },
      { state: 'completed', endReason: 'finished' },
      { state: 'exited', endReason: 'ordered' },
    ),
  ),
  exit: fc.option(fc.constant('segment_left'), { freq: 1 }),
  leftOut: fc.option(fc.constant('left_segment'), { freq: 1 }),
  coupon: fc.constantFrom<CouponState | undefined>(
    undefined,
    { state: 'ready', coupon: TEN_PERCENT },
    { state: 'pending' },
    { state: 'gone' },
  ),
  superseded: fc.boolean(),
  attempts: fc.integer({ min: 0, max: 9 }),
  lastReason: fc.option(fc.constantFrom('quiet_hours', 'try_again')),
  about: subjects,
  isSoldOut: fc.constant(() => false),
});

/** A mail that is due with all that decides on it, and the moment. */
export const anyMailFacts = fc.record({
  facts,
  now: fc.integer({ min: 0, max: 48 }).map((hours) => NOON + hours * HOUR),
});
