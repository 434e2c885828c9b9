import { z } from 'zod';
import { formatCount, ITEMS } from '#app/lib/format/count.ts';
import type { CartSnapshot } from '#app/events/snapshots.ts';
import { eventEntry, type EventEntry, type EventWordsContext } from './event-kind.ts';
import { storedLines } from './stored-lines.ts';
import { snapshotSchema, storedMoney } from './stored-values.ts';

/** The state of a cart or checkout in an event. */
export const storedCart = snapshotSchema<CartSnapshot>(
  z.object({ quantity: z.number(), total: storedMoney }),
);

/** What a row keeps of it: of the lines which goods and how many; the rest of them stands in the row of the cart. */
export function withStoredLines({ cart, ...props }: { cart: CartSnapshot }): object {
  const { lines, ...kept } = cart;
  return { ...props, cart: { ...kept, items: storedLines(lines) } };
}

/** A cart or checkout as a timeline shows it, with what is in it. */
export function cartEntry(
  changed: string,
  emptied: string,
  cart: CartSnapshot | undefined,
  { money }: EventWordsContext,
): EventEntry {
  if (!cart) return eventEntry('cart', changed);
  if (cart.quantity === 0) return eventEntry('cart', emptied);
  const items = formatCount(cart.quantity, ITEMS);
  return eventEntry('cart', changed, `${items}, ${money(cart.total)}`);
}
