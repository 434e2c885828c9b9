import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';

/** A journey with nothing in it yet, as drawing begins: started by an order until another start is chosen. */
export function blankJourney(name: string): JourneyContent {
  return {
    name,
    purpose: '',
    trigger: { events: ['order.placed'], subject: 'order' },
    entry: { all: [] },
    exitReasons: ['order_cancelled', 'order_refunded', 'person_deleted'],
    restartsWhileWaitingAt: null,
    first: '',
    steps: [],
  };
}
