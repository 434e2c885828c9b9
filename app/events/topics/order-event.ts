import type { Identifier } from '#app/events/event.ts';
import type { DeliveryContext } from './topic-handler.ts';

/**
 * What every event has that is about an order and names no person.
 * @param at when it happened, epoch milliseconds
 */
export function orderEvent(orderId: string, at: number, { topic }: DeliveryContext) {
  const identifiers: [Identifier] = [{ kind: 'order', value: orderId }];
  return { at, topic, identifiers, traitsAt: at, traits: {}, orderId };
}
