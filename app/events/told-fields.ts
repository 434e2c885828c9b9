import type { Reading } from './event.ts';

/**
 * What a delivery may tell of a person and is counted, so that a field that stops coming is seen. Counts are
 * stored in this order: add at the end only.
 */
export const TOLD_FIELDS = [
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
export type ToldField = (typeof TOLD_FIELDS)[number];

/** Which fields a delivery told, in the order of TOLD_FIELDS. */
export function toldFields(reading: Reading): boolean[] {
  const events = reading.outcome === 'read' ? reading.events : [];
  return TOLD_FIELDS.map((field) =>
    events.some((event) =>
      field === 'touch' ? event.touch !== undefined : event.traits[field] !== undefined,
    ),
  );
}
