import { RECEIVED_FIELDS, type ReceivedField } from '#app/events/inbox/received-fields.ts';

/** Deliveries of a topic in two periods, and in how many each field was received, in the order of RECEIVED_FIELDS. */
export type FieldCounts = {
  topic: string;
  before: { deliveries: number; received: readonly number[] };
  lately: { deliveries: number; received: readonly number[] };
};

/** A field that comes much more rarely than it used to; shares from 0 to 1. */
export type Drift = { topic: string; field: ReceivedField; before: number; lately: number };

/** Fewer deliveries say nothing of how often a field comes. */
const FEWEST_BEFORE = 100;
const FEWEST_LATELY = 10;
/** How many standard deviations below what was to be expected is no chance any more. */
const CUTOFF = 4;

/**
 * Fields that used to come with a topic and now come in less than half as many of its deliveries, beyond
 * chance: the count lies more than four standard deviations of a binomial with the earlier share below what
 * was to be expected. Either the shop changed, or Shopify no longer sends the field.
 */
export function drifts(counts: readonly FieldCounts[]): Drift[] {
  return counts.flatMap(({ topic, before, lately }) =>
    before.deliveries < FEWEST_BEFORE || lately.deliveries < FEWEST_LATELY
      ? []
      : RECEIVED_FIELDS.flatMap((field, place): Drift[] => {
          const share = (before.received[place] ?? 0) / before.deliveries;
          const received = lately.received[place] ?? 0;
          const expected = share * lately.deliveries;
          const deviation = Math.sqrt(expected * (1 - share));
          return received < expected / 2 && expected - received > CUTOFF * deviation
            ? [{ topic, field, before: share, lately: received / lately.deliveries }]
            : [];
        }),
  );
}
