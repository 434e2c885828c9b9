import type { EventPayload } from '#app/events/event.ts';
import {
  ordersAfter,
  ordersWithout,
  purchaseAfter,
  refundAfter,
} from '#app/profiles/facts-change.ts';
import type { PurchaseFact } from '#app/profiles/facts.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState, OrderTimes } from '#app/profiles/profile-state.ts';
import { joinTimes, withTimes } from './order-times.ts';

type OrderSums = ProfileState['orders'];

/**
 * What events up to a moment say a person ordered, in any order of arrival, each once. How many orders there
 * were, and how many of them were cancelled, is counted by the events that say so; pieces and money are those of
 * the newest report of each order. A deleted order counts nowhere.
 */
export class OrdersAsOf {
  readonly #facts = new Map<string, PurchaseFact>();
  readonly #cancelled = new Map<string, number>();
  readonly #placed = new Map<string, number>();
  readonly #deleted = new Set<string>();
  #times: OrderTimes = { firstAt: null, lastAt: null };

  /** @param at when it happened, epoch milliseconds */
  note(payload: EventPayload, at: number): void {
    switch (payload.kind) {
      case 'order.placed':
        this.#placed.set(payload.orderId, at);
        this.#times = joinTimes(this.#times, { firstAt: at, lastAt: at });
        break;
      case 'order.cancelled':
        this.#cancelled.set(payload.orderId, at);
        break;
      case 'order.deleted':
        this.#deleted.add(payload.orderId);
        break;
      case 'order.changed': {
        const { orderId } = payload.order;
        this.#facts.set(orderId, purchaseAfter(this.#facts.get(orderId), payload.order, ''));
        break;
      }
      case 'order.refunded': {
        const { orderId } = payload;
        this.#facts.set(orderId, refundAfter(this.#facts.get(orderId), payload, ''));
        break;
      }
      default:
    }
  }

  /** The behaviour that counts no more, because its order was deleted. */
  withdrawn(): { signal: 'order_placed' | 'order_cancelled'; at: number }[] {
    return [...this.#deleted].flatMap((orderId) => {
      const [placed, cancelled] = [this.#placed.get(orderId), this.#cancelled.get(orderId)];
      return [
        ...(placed === undefined ? [] : [{ signal: 'order_placed' as const, at: placed }]),
        ...(cancelled === undefined ? [] : [{ signal: 'order_cancelled' as const, at: cancelled }]),
      ];
    });
  }

  sums(): OrderSums {
    let sums = newProfile(0).orders;
    for (const [orderId, fact] of this.#facts) {
      if (this.#deleted.has(orderId)) {
        if (fact.order) sums = ordersWithout(sums, fact.order, undefined);
        continue;
      }
      const cancelledAt = this.#cancelled.get(orderId) ?? null;
      const order =
        fact.order && cancelledAt !== null ? { ...fact.order, cancelledAt } : fact.order;
      sums = ordersAfter(sums, undefined, { ...fact, order });
    }
    const counts = { placed: this.#count(this.#placed), cancelled: this.#count(this.#cancelled) };
    return withTimes({ ...sums, ...counts }, this.#times);
  }

  #count(orders: ReadonlyMap<string, number>): number {
    return [...orders.keys()].filter((orderId) => !this.#deleted.has(orderId)).length;
  }
}
