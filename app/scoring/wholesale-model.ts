import type { Signal } from '#app/profiles/profile-state.ts';
import type { ScoreModel, SignalRule } from './model.ts';
import { SIGNAL_WORDS } from './signal-words.ts';

/**
 * A ready model for a shop that sells to other businesses, to start from before there are outcomes to learn from.
 *
 * Intent: a company decides in weeks what a consumer decides in days, and several of its people look before one
 * orders. So points fade slowly (looking: weeks; applying: two months, ordering: three), a single visit says
 * little, and the application to buy wholesale says most. Repeated orders count high, because reordering is
 * what a trade customer is for.
 *
 * Fit: a company that can be reached, has ordered and takes many pieces at a time; a private newsletter subscriber
 * is no better for being one, so consent counts little. Adds up to 100.
 */
export const wholesaleModel: ScoreModel = {
  version: 1,
  signals: [
    rule('page_viewed', 0.5, 5, 7),
    rule('product_viewed', 2, 16, 21),
    rule('searched', 2, 10, 14),
    rule('cart_changed', 6, 18, 21),
    rule('checkout_started', 12, 24, 21),
    rule('order_placed', 15, 90, 90),
    rule('applied', 40, 40, 60),
    rule('mail_clicked', 6, 24, 30),
    rule('banner_clicked', 3, 9, 14),
    rule('reviewed_well', 3, 9, 90),
    rule('reviewed_badly', -8, 16, 90),
    rule('ticket_opened', -3, 9, 21),
    rule('mail_bounced', -15, 30, 180),
    rule('unsubscribed', -10, 20, 90),
  ],
  fit: [
    { label: 'Company known', when: { trait: 'company', is: 'known' }, points: 25 },
    { label: 'Email address known', when: { trait: 'email', is: 'known' }, points: 8 },
    { label: 'Phone number known', when: { trait: 'phone', is: 'known' }, points: 7 },
    { label: 'Country known', when: { trait: 'country', is: 'known' }, points: 4 },
    { label: 'Customer of the shop', when: { trait: 'customerId', is: 'known' }, points: 4 },
    {
      label: 'Subscribed to email',
      when: { consent: 'email', is: 'one_of', values: ['subscribed'] },
      points: 4,
    },
    { label: 'Has ordered', when: { orders: 'kept', is: 'at_least', value: 1 }, points: 12 },
    { label: 'Has ordered again', when: { orders: 'kept', is: 'at_least', value: 2 }, points: 7 },
    {
      label: 'Has ordered three times',
      when: { orders: 'kept', is: 'at_least', value: 3 },
      points: 6,
    },
    {
      label: 'Has ordered five times',
      when: { orders: 'kept', is: 'at_least', value: 5 },
      points: 5,
    },
    {
      label: 'Has ordered ten times',
      when: { orders: 'kept', is: 'at_least', value: 10 },
      points: 4,
    },
    {
      label: 'Orders 50 pieces at a time',
      when: { orders: 'pieces', is: 'at_least', value: 50 },
      points: 6,
    },
    {
      label: 'Orders 200 pieces at a time',
      when: { orders: 'pieces', is: 'at_least', value: 200 },
      points: 8,
    },
    {
      label: 'Half of what was ordered came back',
      when: { orders: 'returned', is: 'at_least', value: 50 },
      points: -10,
    },
    {
      label: 'Email address does not work',
      when: { consent: 'email', is: 'one_of', values: ['invalid'] },
      points: -20,
    },
  ],
  thresholds: { digits: { 1: 50, 2: 25, 3: 8 }, letters: { A: 55, B: 33, C: 13 } },
  intentShare: 0.5,
};

function rule(signal: Signal, points: number, cap: number, halfLifeDays: number): SignalRule {
  return { signal, label: SIGNAL_WORDS[signal], points, cap, halfLifeDays };
}
