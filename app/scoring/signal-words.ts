import type { Countable } from '#app/lib/format/count.ts';
import type { Signal } from '#app/profiles/profile-state.ts';

/** What each signal is called when it is counted. */
export const SIGNAL_WORDS: Record<Signal, Countable> = {
  page_viewed: { one: 'page view', many: 'page views' },
  product_viewed: { one: 'product view', many: 'product views' },
  cart_changed: { one: 'cart change', many: 'cart changes' },
  checkout_started: { one: 'checkout', many: 'checkouts' },
  order_placed: { one: 'order', many: 'orders' },
  order_cancelled: { one: 'cancelled order', many: 'cancelled orders' },
  refunded: { one: 'refund', many: 'refunds' },
  mail_sent: { one: 'email sent', many: 'emails sent' },
  mail_clicked: { one: 'email click', many: 'email clicks' },
  mail_bounced: { one: 'bounced email', many: 'bounced emails' },
  unsubscribed: { one: 'unsubscription', many: 'unsubscriptions' },
  banner_seen: { one: 'banner seen', many: 'banners seen' },
  banner_clicked: { one: 'banner click', many: 'banner clicks' },
  searched: { one: 'search', many: 'searches' },
  ticket_opened: { one: 'support ticket', many: 'support tickets' },
  reviewed_well: { one: 'good review', many: 'good reviews' },
  reviewed_badly: { one: 'bad review', many: 'bad reviews' },
  applied: { one: 'wholesale application', many: 'wholesale applications' },
};
