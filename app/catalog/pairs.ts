import type { DomainEvent } from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';
import type { Facts } from '#app/profiles/facts.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

export type PairKind = 'bought' | 'viewed';

/** How often one product went with another in a period; a product with itself: how often it went at all. */
export type ProductPair = {
  productId: string;
  kind: PairKind;
  period: number;
  otherId: string;
  times: number;
};

/** Pairs by what they are, each summed up. */
export type ProductPairs = Map<string, ProductPair>;

/** Counts are kept by quarter, so that old ones go by being dropped and a sum says since when it counts. */
const PERIOD_MS = 90 * DAY;
/** The current period and the one before: between 90 and 180 days. */
const PERIODS_KEPT = 2;
/** Larger orders are resales or gifts by the dozen: they say little and would make pairs without bound. */
const MOST_PRODUCTS = 12;
/** Views belong together within this time. */
const VISIT_MS = DAY;

/** The first period that counts at a moment, epoch milliseconds. */
export function firstPeriod(now: number): number {
  return Math.floor(now / PERIOD_MS) - PERIODS_KEPT + 1;
}

/** Every period that counts at a moment, epoch milliseconds. */
export function periodsThatCount(now: number): number[] {
  return Array.from({ length: PERIODS_KEPT }, (_, index) => firstPeriod(now) + index);
}

/** Since when pairs are counted at a moment, both epoch milliseconds. */
export function countedSince(now: number): number {
  return firstPeriod(now) * PERIOD_MS;
}

/**
 * Adds what one more event says of products that go together.
 *
 * An order counts each pair of its products once, when it is first received: sums of whole numbers over orders
 * that each count once, so any order of arrival gives the same counts. One that is deleted later has shown what goes
 * together; one that was deleted before shows nothing. A view counts with the other products of
 * the person's day. That depends on what the bounded profile still holds when it is received, so for views the
 * order of arrival may matter a little.
 * @param before the person before the event; null when nothing was known
 * @param facts the orders known before the event
 */
export function notePairs(
  pairs: ProductPairs,
  event: DomainEvent,
  before: Pick<ProfileState, 'interests'> | null,
  facts: Pick<Facts, 'purchases'>,
  now: number,
): void {
  if (event.kind === 'order.changed') {
    const known = facts.purchases.get(event.order.orderId);
    if (known && (known.order !== null || known.deletedAt !== undefined)) return;
    const bought = event.order.lines.flatMap(({ productId }) => productId ?? []);
    const products = [...new Set(bought)].slice(0, MOST_PRODUCTS);
    for (const one of products)
      for (const other of products) add(pairs, 'bought', event.order.placedAt, one, other, now);
  } else if (event.kind === 'product.viewed') {
    const { productId, at } = event;
    const visit = (before?.interests ?? []).filter(([, when]) => Math.abs(when - at) <= VISIT_MS);
    // Looking again on the same day says nothing new.
    if (visit.some(([seen]) => seen === productId)) return;
    add(pairs, 'viewed', at, productId, productId, now);
    for (const [other, when] of visit) {
      add(pairs, 'viewed', Math.max(at, when), productId, other, now);
      add(pairs, 'viewed', Math.max(at, when), other, productId, now);
    }
  }
}

function add(
  pairs: ProductPairs,
  kind: PairKind,
  at: number,
  productId: string,
  otherId: string,
  now: number,
): void {
  const period = Math.floor(at / PERIOD_MS);
  if (period < firstPeriod(now)) return;
  const key = `${productId} ${kind} ${String(period)} ${otherId}`;
  const known = pairs.get(key);
  if (known) known.times += 1;
  else pairs.set(key, { productId, kind, period, otherId, times: 1 });
}
