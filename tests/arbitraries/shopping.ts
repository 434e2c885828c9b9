import type fc from 'fast-check';
import type { DomainEvent } from '#app/events/event.ts';
import { HOUR } from '#app/lib/duration.ts';
import { cartEvent, checkoutEvent, orderEvents } from '#tests/fixtures/journey-story.ts';

/** What a person does with one cart: changes, empties, takes it to the checkout, orders it, and cancels the order. */
export function shopping(moments: fc.Arbitrary<number>): fc.Arbitrary<DomainEvent[]>[] {
  return [
    moments.map((at) => [cartEvent(at)]),
    moments.map((at) => [cartEvent(at, { quantity: 0, lines: [] })]),
    moments.map((at) => [checkoutEvent(at)]),
    moments.map((at) => orderEvents(at)),
    moments.map((at) => orderEvents(at, 'c1', at + HOUR)),
  ];
}
