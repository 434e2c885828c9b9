import { z } from 'zod';
import type { OrderSnapshot } from '#app/events/snapshots.ts';
import { orderSize } from '#app/events/topics/line-items.ts';
import { defineEventKind } from './event-kind.ts';
import { storedLines } from './stored-lines.ts';
import { snapshotSchema } from './stored-values.ts';

/**
 * How an order stands. Its row keeps which goods are in it, because a journey is run over the past by them, and how much its
 * lines came to, because scores of the past ask for that.
 */
export const orderChangedEvent = defineEventKind({
  schema: z.object({ order: snapshotSchema<OrderSnapshot>(z.object({})) }),
  origin: 'an order',
  effect: 'order',
  stored({ order, ...props }) {
    const { pieces, lines: lineCount } = orderSize(order);
    // The address that was given for it stands in the order's row alone.
    const { lines, contact: _contact, ...kept } = order;
    return { ...props, order: { ...kept, items: storedLines(lines), pieces, lineCount } };
  },
  // The order is shown by its placement.
  timeline: null,
});
