import { type Countable, formatCount, ITEMS, ORDERS } from '#app/lib/format/count.ts';
import { formatAmounts, formatMoney } from '#app/lib/format/money.ts';
import { formatRelativeTime } from '#app/lib/format/relative-time.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import { unordered } from '#app/profiles/carts/ordered-carts.ts';
import type { CartSummary, ProfileState } from '#app/profiles/profile-state.ts';
import { usualOrder } from '#app/scoring/usual-order.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import { NUMBER_FIELDS } from '#app/segments/fields/number-fields.ts';
import { usualOrderWords } from '#app/scoring/usual-order-words.ts';
import type { PersonFact } from './person-facts.ts';
import { netSpent } from './person-glance.ts';
import { sumSource, eventSource, type FactSource } from './provenance.ts';

/** From the first to the last of something, with how many there are; times in epoch milliseconds. */
export type EventSpan = { count: number; from: number; to: number };

const KEPT: Countable = { one: 'kept order', many: 'kept orders' };
const REFUNDS: Countable = { one: 'refund', many: 'refunds' };

/** The events that a person's sums are made of; null when there are none. */
export type BuyingSpans = {
  orders: EventSpan | null;
  kept: EventSpan | null;
  refunds: EventSpan | null;
};

/** What a person bought, in sums and in newest things. Segments ask for the same numbers in the same way. */
export function buyingFacts(
  state: ProfileState,
  spans: BuyingSpans,
  model: ScoreModel,
  now: number,
  timeZone: string,
): PersonFact[] {
  const ago = (at: number | null) => (at === null ? null : formatRelativeTime(at, now, timeZone));
  const { orders, summary } = state;
  const from = (span: EventSpan | null, words: Countable) =>
    span && sumSource(span.count, words, span, 'order');
  const [all, kept] = [from(spans.orders, ORDERS), from(spans.kept, KEPT)];
  const facts = segmentFacts(model, state);
  const average = NUMBER_FIELDS.average_order.read(facts, now);
  const discount = NUMBER_FIELDS.discount_share.read(facts, now);
  const refunds = NUMBER_FIELDS.refund_rate.read(facts, now);
  const pieces = NUMBER_FIELDS.pieces_per_order.read(facts, now);
  const ofArticle = NUMBER_FIELDS.pieces_per_line.read(facts, now);
  const [currency] = Object.keys(orders.grossMinor);
  // What traders and shoppers differ in most.
  const usual = usualOrder(orders);
  return [
    fact('Orders', ordersWords(orders), all),
    fact('Spent', `${formatAmounts(netSpent(orders)) ?? 'Nothing'} in total, less refunds`, kept),
    fact(
      'Average order',
      average === null || currency === undefined
        ? null
        : formatMoney(Math.round(average), currency),
      kept,
    ),
    fact('Discounts', percent(discount, 'of the price before discounts'), kept),
    fact('Refunded', percent(refunds, 'of what was paid'), from(spans.refunds, REFUNDS) ?? kept),
    fact(
      'Items at a time',
      pieces === null || ofArticle === null
        ? null
        : `${oneDecimal(pieces)} an order, ${oneDecimal(ofArticle)} of one article`,
      kept,
    ),
    fact('Usual order', usual && usualOrderWords(usual, 1), kept),
    fact('First order', ago(orders.firstAt), sourceAt('order', orders.firstAt)),
    fact('Last order', ago(orders.lastAt), sourceAt('order', orders.lastAt)),
    fact('Last shipped', ago(orders.shippedAt), sourceAt('order', orders.shippedAt)),
    fact('Last delivered', ago(orders.deliveredAt), sourceAt('order', orders.deliveredAt)),
    fact(
      'Newest cart',
      cartWords(unordered(state, 'cart')),
      sourceAt('cart', state.cart?.at ?? null),
    ),
    fact(
      'Newest checkout',
      cartWords(unordered(state, 'checkout')),
      sourceAt('checkout', state.checkout?.at ?? null),
    ),
    fact(
      'By Shopify’s count',
      summary &&
        `${formatCount(summary.orders, ORDERS)}, ${formatMoney(summary.spentMinor, summary.currency)} in all`,
      sourceAt('customer', summary?.at ?? null),
    ),
  ].filter((one) => one !== null);
}

function fact(name: string, value: string | null, source: FactSource | null): PersonFact | null {
  return value === null || source === null ? null : { name, value, source };
}

function sourceAt(word: string, at: number | null): FactSource | null {
  return at === null ? null : eventSource(word, at);
}

function ordersWords({ placed, cancelled, units }: ProfileState['orders']): string {
  const kept = formatCount(placed - cancelled, ORDERS);
  const pieces = formatCount(units, ITEMS);
  return cancelled === 0
    ? `${kept}, ${pieces}`
    : `${kept}, ${pieces}; ${formatNumber(cancelled)} more cancelled`;
}

function percent(value: number | null, of: string): string | null {
  return value === null ? null : `${formatShare(value / 100, 1)} ${of}`;
}

function cartWords(cart: CartSummary | null): string | null {
  if (!cart) return null;
  if (cart.quantity === 0) return 'Empty';
  return `${formatCount(cart.quantity, ITEMS)}, ${formatMoney(cart.totalMinor, cart.currency)}`;
}

function oneDecimal(value: number): string {
  return formatNumber(value, { atMost: 1 });
}
