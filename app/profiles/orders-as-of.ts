import type { Happening } from '#app/events/event.ts';
import { earlier, later } from './dated.ts';
import { ordersAfter, purchaseAfter, refundAfter } from './facts-change.ts';
import type { PurchaseFact } from './facts.ts';
import { newProfile, type ProfileState } from './profile.ts';

type OrderSums = ProfileState['orders'];

/**
 * What events up to a moment say a person ordered, in any order of arrival, each once. How many orders there
 * were, and how many of them were cancelled, is counted by the events that say so; pieces and money are those of
 * the newest report of each order.
 */
export class OrdersAsOf {
  readonly #facts = new Map<string, PurchaseFact>();
  readonly #cancelled = new Map<string, number>();
  #counts: Pick<OrderSums, 'placed' | 'cancelled' | 'firstAt' | 'lastAt'> = {
    placed: 0,
    cancelled: 0,
    firstAt: null,
    lastAt: null,
  };

  /** @param at when it happened, epoch milliseconds */
  note(happening: Happening, at: number): void {
    const { placed, firstAt, lastAt, cancelled } = this.#counts;
    switch (happening.kind) {
      case 'order.placed':
        this.#counts = {
          placed: placed + 1,
          cancelled,
          firstAt: earlier(firstAt, at),
          lastAt: later(lastAt, at),
        };
        break;
      case 'order.cancelled':
        this.#counts = { ...this.#counts, cancelled: cancelled + 1 };
        this.#cancelled.set(happening.orderId, at);
        break;
      case 'order.changed': {
        const { orderId } = happening.order;
        this.#facts.set(orderId, purchaseAfter(this.#facts.get(orderId), happening.order, ''));
        break;
      }
      case 'order.refunded': {
        const { orderId } = happening;
        this.#facts.set(orderId, refundAfter(this.#facts.get(orderId), happening, ''));
        break;
      }
      default:
    }
  }

  sums(): OrderSums {
    let sums = newProfile(0).orders;
    for (const [orderId, fact] of this.#facts) {
      const cancelledAt = this.#cancelled.get(orderId) ?? null;
      const order =
        fact.order && cancelledAt !== null ? { ...fact.order, cancelledAt } : fact.order;
      sums = ordersAfter(sums, undefined, { ...fact, order });
    }
    return { ...sums, ...this.#counts };
  }
}
