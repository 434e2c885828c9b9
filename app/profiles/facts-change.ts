import { orderSize } from '#app/events/topics/line-items.ts';
import type { CartSnapshot, EventPayload, Line, OrderSnapshot } from '#app/events/event.ts';
import type { TimestampedState } from '#app/events/topics/state-time.ts';
import { unknownPurchase, type CartFact, type PurchaseFact } from './facts.ts';
import { earlier } from './timestamped.ts';
import { withOrder, withoutOrder } from './orders/newest-orders.ts';
import { joinTimes, timesEver, withTimes } from './orders/order-times.ts';
import type { OrderTimes, ProfileState } from './profile-state.ts';
import { orderWorth, refundedOf } from './orders/order-worth.ts';

/**
 * Whether a snapshot replaces the one known: the later `updatedAt` wins. Shopify dates by the second, and what happens
 * within one is sent in any order: the one that has come further wins then, and last the greater text, so that any
 * order of arrival ends in the same fact.
 */
function replaces<T extends TimestampedState>(
  sent: T,
  known: T | null,
  progress: (snapshot: T) => number[],
): boolean {
  if (!known) return true;
  if (sent.updatedAt !== known.updatedAt) return sent.updatedAt > known.updatedAt;
  const theirs = progress(known);
  const step = progress(sent).map((mine, index) => mine - (theirs[index] ?? 0));
  const further = step.find((difference) => difference !== 0);
  return further === undefined ? JSON.stringify(sent) > JSON.stringify(known) : further > 0;
}

/** How far a checkout has come; a completed one is not open again. What nothing dates is the fuller of two. */
function cartProgress({ completed, subsecond = 0, quantity, lines }: CartSnapshot): number[] {
  return [completed ? 1 : 0, subsecond, quantity, lines.length, shownCount(lines)];
}

/**
 * How far an order has come from what was placed. Of two that are alike there, the one that says more: an order may
 * have been saved before all of it was read.
 */
function orderProgress(order: OrderSnapshot): number[] {
  const { contact, source, presentment, currentPresentment, lines } = order;
  const known = [contact, source, presentment, currentPresentment].filter((value) => value != null);
  return [
    order.currentTotal ? 1 : 0,
    order.subsecond ?? 0,
    orderSize(order).lines,
    known.length + shownCount(lines),
  ];
}

/** Of how many lines it is known what the shopper was shown. */
function shownCount(lines: readonly Line[]): number {
  return lines.filter(({ shownMinor }) => shownMinor !== undefined).length;
}

/** The state of an order of which two were sent. A cancelled order stays cancelled. */
function laterOrder(sent: OrderSnapshot, known: OrderSnapshot | null): OrderSnapshot {
  if (!known) return sent;
  const cancelledAt = earlier(sent.cancelledAt, known.cancelledAt);
  const returns = laterReturns(sent.returns, known.returns);
  // Compared without these, because a known one may have them from an earlier snapshot.
  const [ours, theirs] = [sent, known].map(withoutRegisters);
  const later = ours && theirs && replaces(ours, theirs, orderProgress) ? sent : known;
  if (later.cancelledAt === cancelledAt && later.returns === returns) return later;
  return { ...later, cancelledAt, ...(returns && { returns }) };
}

function withoutRegisters({ returns: _returns, ...order }: OrderSnapshot): OrderSnapshot {
  return { ...order, cancelledAt: null };
}

/** What was said last of the returns of an order; most snapshots say nothing of them. */
function laterReturns(
  sent: OrderSnapshot['returns'],
  known: OrderSnapshot['returns'],
): OrderSnapshot['returns'] {
  if (!sent || !known) return sent ?? known;
  if (sent.at !== known.at) return sent.at > known.at ? sent : known;
  return sent.isOpen && !known.isOpen ? sent : known;
}

/**
 * The fact after one more snapshot of a cart. Of two people who are named with one checkout it belongs to the
 * one who was named last; a snapshot that names no person changes nothing of that.
 * @param profileId the profile that the snapshot belongs to
 * @param namesPerson whether the snapshot says who that is
 */
export function cartAfter(
  known: CartFact | undefined,
  sent: CartSnapshot,
  profileId: string,
  namesPerson: boolean,
): CartFact {
  const { kind, token } = sent;
  if (!known) return { kind, token, profileId, snapshot: sent, orderId: null, orderedAt: null };
  if (!replaces(sent, known.snapshot, cartProgress)) return known;
  return { ...known, profileId: namesPerson ? profileId : known.profileId, snapshot: sent };
}

/** The fact after one more snapshot of an order. Of a deleted one nothing is kept. */
export function purchaseAfter(
  known: PurchaseFact | undefined,
  sent: OrderSnapshot,
  profileId: string,
): PurchaseFact {
  if (!known) return { ...unknownPurchase(sent.orderId, profileId), order: sent };
  if (known.deletedAt !== undefined) return { ...known, profileId };
  return { ...known, profileId, order: laterOrder(sent, known.order) };
}

/** The fact after money was paid back for an order, which may not be known yet. */
export function refundAfter(
  known: PurchaseFact | undefined,
  { orderId, refund, isUnconverted }: EventPayload & { kind: 'order.refunded' },
  profileId: string,
): PurchaseFact {
  const before = known ?? unknownPurchase(orderId, profileId);
  if (before.deletedAt !== undefined) return { ...before, profileId };
  if (isUnconverted !== true)
    return { ...before, profileId, refundedMinor: before.refundedMinor + refund.minor };
  const unconverted = addMoney(before.unconverted ?? {}, refund.currency, refund.minor);
  return { ...before, profileId, unconverted };
}

type Orders = ProfileState['orders'];

/** The sums of a person's orders after one order's fact changed from `before` to `after`. */
export function ordersAfter(
  orders: Orders,
  before: PurchaseFact | undefined,
  after: PurchaseFact,
): Orders {
  const withdrawn = before ? addOrder(orders, before, -1) : orders;
  const sums = addOrder(withdrawn, after, 1);
  if (!after.order) return sums;
  const newest = withOrder(sums.newest, before?.order ?? null, after.order);
  return withTimes({ ...sums, newest }, joinTimes(timesEver(sums), timesOf(after.order)));
}

/** The fact of an order that was deleted, which may not be known. */
export function deletedPurchase(
  known: PurchaseFact | undefined,
  orderId: string,
  profileId: string,
  at: number,
): PurchaseFact {
  return { ...unknownPurchase(orderId, profileId), deletedAt: known?.deletedAt ?? at };
}

/**
 * The sums of a person's orders without one that was deleted. They come to the same whether it was counted before or
 * is received only now.
 * @param counted what was counted of it; undefined when that is nothing
 */
export function ordersWithout(
  orders: Orders,
  deleted: OrderSnapshot,
  counted: PurchaseFact | undefined,
): Orders {
  const sums = counted ? addOrder(orders, counted, -1) : orders;
  const newest = withoutOrder(sums.newest, { deleted, counted: counted?.order ?? null });
  return withTimes({ ...sums, newest }, joinTimes(timesEver(sums), timesOf(deleted)));
}

function timesOf({ placedAt }: OrderSnapshot): OrderTimes {
  return { firstAt: placedAt, lastAt: placedAt };
}

function addOrder(orders: Orders, fact: PurchaseFact, sign: 1 | -1): Orders {
  const { order } = fact;
  if (!order) return orders;
  const counted = { ...orders, placed: orders.placed + sign };
  // A cancelled order was placed, but earned nothing.
  if (order.cancelledAt !== null) return { ...counted, cancelled: orders.cancelled + sign };
  const { currency } = order.total;
  const size = orderSize(order);
  const refunded = refundedOf(fact);
  return {
    ...counted,
    units: orders.units + sign * size.pieces,
    lines: orders.lines + sign * size.lines,
    grossMinor: addMoney(orders.grossMinor, currency, sign * orderWorth(order, refunded)),
    discountMinor: addMoney(orders.discountMinor, currency, sign * order.discountMinor),
    refundedMinor: addMoney(orders.refundedMinor, currency, sign * refunded),
  };
}

/** Adds to one currency's sum. A sum that comes back to zero is dropped, as if it had never been. */
export function addMoney(
  sums: Record<string, number>,
  currency: string,
  minor: number,
): Record<string, number> {
  const sum = (sums[currency] ?? 0) + minor;
  const others = Object.entries(sums).filter(([known]) => known !== currency);
  const all = sum === 0 ? others : [...others, [currency, sum] as const];
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}
