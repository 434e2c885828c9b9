import { SIGNAL_WORDS } from './signal-words.ts';
import type { ScoreModel } from './model.ts';

/**
 * A ready model for a shop that sells to consumers, to start from before there are outcomes to learn from.
 *
 * Intent: points rise along the path to a purchase and fade with the length of a buying decision, so what
 * is about to be bought (cart, checkout) fades in days, mail clicks in weeks, and a habit (orders) and a refusal
 * (unsubscription, bounce) in months. What the shop itself does (mail sent, banner shown) is worth nothing. One full
 * checkout with a cart and a few looked-at products reaches 2; going on with it reaches 1.
 *
 * Orders count without a cap that a customer reaches: on recorded orders nothing predicts the next order as well as
 * how many there were, and after it how much is taken at a time. An order keeps a frequent customer from being
 * cold for a month at least. What comes back counts as a share of what was ordered and never by the number of
 * refunds, because who orders most has most of them.
 *
 * Fit: can be reached, may be written to, and has bought before; adds up to 100.
 */
export const retailModel: ScoreModel = {
  version: 1,
  signals: [
    {
      signal: 'page_viewed',
      label: SIGNAL_WORDS.page_viewed,
      points: 0.5,
      cap: 5,
      halfLifeDays: 2,
    },
    {
      signal: 'product_viewed',
      label: SIGNAL_WORDS.product_viewed,
      points: 3,
      cap: 24,
      halfLifeDays: 5,
    },
    {
      signal: 'cart_changed',
      label: SIGNAL_WORDS.cart_changed,
      points: 10,
      cap: 30,
      halfLifeDays: 5,
    },
    {
      signal: 'checkout_started',
      label: SIGNAL_WORDS.checkout_started,
      points: 20,
      cap: 40,
      halfLifeDays: 5,
    },
    {
      signal: 'order_placed',
      label: SIGNAL_WORDS.order_placed,
      points: 12,
      cap: 96,
      halfLifeDays: 90,
    },
    {
      signal: 'mail_clicked',
      label: SIGNAL_WORDS.mail_clicked,
      points: 6,
      cap: 18,
      halfLifeDays: 14,
    },
    {
      signal: 'banner_clicked',
      label: SIGNAL_WORDS.banner_clicked,
      points: 4,
      cap: 12,
      halfLifeDays: 7,
    },
    { signal: 'applied', label: SIGNAL_WORDS.applied, points: 30, cap: 30, halfLifeDays: 30 },
    { signal: 'searched', label: SIGNAL_WORDS.searched, points: 2, cap: 8, halfLifeDays: 3 },
    {
      signal: 'reviewed_well',
      label: SIGNAL_WORDS.reviewed_well,
      points: 3,
      cap: 9,
      halfLifeDays: 60,
    },
    {
      signal: 'reviewed_badly',
      label: SIGNAL_WORDS.reviewed_badly,
      points: -8,
      cap: 16,
      halfLifeDays: 60,
    },
    {
      signal: 'ticket_opened',
      label: SIGNAL_WORDS.ticket_opened,
      points: -5,
      cap: 15,
      halfLifeDays: 14,
    },
    {
      signal: 'mail_bounced',
      label: SIGNAL_WORDS.mail_bounced,
      points: -15,
      cap: 30,
      halfLifeDays: 180,
    },
    {
      signal: 'unsubscribed',
      label: SIGNAL_WORDS.unsubscribed,
      points: -20,
      cap: 40,
      halfLifeDays: 90,
    },
  ],
  fit: [
    { label: 'Email address known', when: { trait: 'email', is: 'known' }, points: 10 },
    {
      label: 'Subscribed to email',
      when: { consent: 'email', is: 'one_of', values: ['subscribed'] },
      points: 16,
    },
    { label: 'Customer of the shop', when: { trait: 'customerId', is: 'known' }, points: 7 },
    { label: 'Phone number known', when: { trait: 'phone', is: 'known' }, points: 4 },
    { label: 'Country known', when: { trait: 'country', is: 'known' }, points: 3 },
    { label: 'Has ordered', when: { orders: 'kept', is: 'at_least', value: 1 }, points: 15 },
    { label: 'Has ordered again', when: { orders: 'kept', is: 'at_least', value: 2 }, points: 10 },
    {
      label: 'Has ordered three times',
      when: { orders: 'kept', is: 'at_least', value: 3 },
      points: 7,
    },
    {
      label: 'Has ordered four times',
      when: { orders: 'kept', is: 'at_least', value: 4 },
      points: 5,
    },
    {
      label: 'Has ordered six times',
      when: { orders: 'kept', is: 'at_least', value: 6 },
      points: 4,
    },
    {
      label: 'Has ordered ten times',
      when: { orders: 'kept', is: 'at_least', value: 10 },
      points: 4,
    },
    {
      label: 'Orders 10 pieces at a time',
      when: { orders: 'pieces', is: 'at_least', value: 10 },
      points: 4,
    },
    {
      label: 'Orders 50 pieces at a time',
      when: { orders: 'pieces', is: 'at_least', value: 50 },
      points: 5,
    },
    {
      label: 'Orders 200 pieces at a time',
      when: { orders: 'pieces', is: 'at_least', value: 200 },
      points: 6,
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
  thresholds: { digits: { 1: 50, 2: 25, 3: 8 }, letters: { A: 46, B: 28, C: 10 } },
  intentShare: 0.6,
};
