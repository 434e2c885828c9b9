import { z } from 'zod';
import type { ParcelLine } from '#app/events/snapshots.ts';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** A parcel of the order left; `lines` is null when it was not sent what is in it. */
export const orderShippedEvent = defineEventKind({
  schema: z.object({
    orderId: z.string(),
    parcel: z.object({ id: z.string(), lines: z.custom<ParcelLine[] | null>() }),
  }),
  origin: 'an order',
  effect: 'shipment',
  stored({ parcel: { lines: _lines, ...parcel }, ...props }) {
    return { ...props, parcel };
  },
  timeline: { group: 'orders', entry: () => eventEntry('order', 'An order was shipped') },
  inJourneys: { action: 'has an order sent', state: 'the order is sent' },
});
