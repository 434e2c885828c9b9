import { inReceiptOrder } from './receipt-order.ts';
import type { ReplayRules } from './replay-rules.ts';
import { eventsOfRows, type ReplayedEvent } from './replayed-event.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/**
 * The past of a person in the order of its receipt, without what the journey itself really sent in the window: the replay sends
 * that again.
 */
export function pastEvents(
  { journey, from }: ReplayRules,
  { events, messages }: ReplayedPerson,
): ReplayedEvent[] {
  const own = new Set(
    messages.flatMap(({ effectKey, journeyKey, sentAt }) =>
      journeyKey === journey.key && sentAt >= from ? effectKey : [],
    ),
  );
  const past = eventsOfRows(events);
  if (own.size === 0) return inReceiptOrder(past);
  return inReceiptOrder(
    past.filter(({ event }) => event.kind !== 'mail.sent' || !own.has(event.effectKey)),
  );
}
