import { z } from 'zod';
import type { OrderSnapshot } from '#app/events/snapshots.ts';
import { orderSize } from '#app/events/topics/line-items.ts';
import { defineEventKind } from './event-kind.ts';
import { snapshotSchema } from './stored-values.ts';

/**
 * How an order stands. Its row keeps how much its lines came to, because scores of the past ask for that.
 */
export const orderChangedEvent = defineEventKind({
  schema: z.object({ order: snapshotSchema<OrderSnapshot>(z.object({})) }),
  origin: 'an order',
  effect: 'order',
  stored({ order, ...props }) {
    const { pieces, lines: lineCount } = orderSize(order);
    // The address that was given for it stands in the order's row alone.
    const { lines: _lines, contact: _contact, ...kept } = order;
    return { ...props, order: { ...kept, pieces, lineCount } };
  },
  // The order is shown by its placement.
  timeline: null,
});
