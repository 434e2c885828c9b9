import type { ParsedDelivery } from '#app/events/event.ts';

/**
 * Fields of a person that are counted by delivery, so that one that is no longer sent is seen. Counts are
 * stored in this order: add at the end only.
 */
export const RECEIVED_FIELDS = [
  'customerId',
  'email',
  'phone',
  'firstName',
  'lastName',
  'country',
  'region',
  'locale',
  'company',
  'touch',
] as const;
export type ReceivedField = (typeof RECEIVED_FIELDS)[number];

/** Which fields a delivery has, in the order of RECEIVED_FIELDS. */
export function receivedFields(delivery: ParsedDelivery): boolean[] {
  const events = delivery.outcome === 'read' ? delivery.events : [];
  return RECEIVED_FIELDS.map((field) =>
    events.some((event) =>
      field === 'touch' ? event.touch !== undefined : event.traits[field] !== undefined,
    ),
  );
}
