import { idOf } from '#app/lib/ids.ts';
import type { EventPayload } from '#app/events/event.ts';
import { readReport, REPORTED_TOPIC, type ReportedEvent } from '#app/events/api/reported-event.ts';
import { identifiersOf, traitsOf } from './person.ts';
import { parsedEvents, unusable, type TopicHandler } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

/** An event that a help desk, a review app or another program of the shop reported with the shop's key. */
const readReported: TopicHandler = (body, delivery) => {
  const read = readReport(body);
  if (read.outcome === 'invalid') {
    const [fault] = read.faults;
    return unusable(fault ? `${fault.field}: ${fault.message}` : 'body: expected an event');
  }
  const { event } = read;
  const customerId = event.customer_id ?? null;
  const email = event.email ?? null;
  return parsedEvents({
    ...payloadOf(event),
    id: idOf('api', event.type, event.id),
    at: event.at,
    topic: delivery.topic,
    identifiers: identifiersOf(['customer', customerId], ['email', email]),
    traitsAt: event.at,
    traits: traitsOf({ customerId, email }),
  });
};

function payloadOf(event: ReportedEvent): EventPayload {
  switch (event.type) {
    case 'ticket.opened':
    case 'ticket.closed': {
      const { ticket_id: ticketId = null, channel = null } = event.data;
      return { kind: KINDS[event.type], ticketId, channel };
    }
    case 'review.submitted': {
      const { rating, product_id: productId = null } = event.data;
      return { kind: 'review.submitted', rating, productId };
    }
    default:
      return {
        kind: 'custom.happened',
        name: event.type.slice('custom.'.length),
        values: event.data,
      };
  }
}

const KINDS = {
  'ticket.opened': 'support.ticket_opened',
  'ticket.closed': 'support.ticket_closed',
} as const;

export const reportedEventTopic: TopicRecord = {
  names: [REPORTED_TOPIC],
  handler: readReported,
  subscription: null,
  origin: 'another program',
  advice: {
    text: 'Check that your help desk or review app still has a key that is in use.',
    action: 'keys',
  },
};
