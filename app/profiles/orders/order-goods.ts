import { piecesLeft } from '#app/events/topics/line-items.ts';
import type { Line, OrderSnapshot, ParcelLine } from '#app/events/event.ts';
import type { PurchaseFact } from '#app/profiles/facts.ts';
import { linesAmong, linesWithout, withPieces } from './line-pieces.ts';
import { orderWorth, refundedOf } from './order-worth.ts';
import { sentAt, type Parcel } from './parcels.ts';

/** The lines of an order that the buyer keeps, with the pieces that are left after edits, returns and refunds. */
export function keptLines({ lines }: Pick<OrderSnapshot, 'lines'>): Line[] {
  return lines.flatMap((line) => withPieces(line, piecesLeft(line)));
}

/** The same in SQL, of a `line` among the elements of a snapshot's lines: some of its pieces are left. */
export const LINE_IS_KEPT = `line.value ->> 'current' is distinct from '0'`;

/** Whether nothing is left of an order: all was paid back, or every piece was returned or taken off. */
export function isGivenBack(purchase: PurchaseFact): boolean {
  const { order } = purchase;
  if (!order) return false;
  if (order.lines.length > 0 && keptLines(order).length === 0) return true;
  const refunded = refundedOf(purchase);
  return order.total.minor > 0 && orderWorth(order, refunded) <= refunded;
}

/**
 * What of an order went to the buyer, as far as the buyer keeps it. Where it was not said what is in a parcel, it is
 * taken to hold all that is not still to be sent and is in no other parcel. An order of which no parcel was received, as
 * one from before parcels were kept, is taken to be sent but for what is still to be.
 * @param ids the parcels in question; null for all that went to the buyer
 */
export function sentLines(
  { order, parcels }: Pick<PurchaseFact, 'order' | 'parcels'>,
  ids: readonly string[] | null,
): Line[] {
  if (!order) return [];
  const kept = keptLines(order);
  const sent = parcels.filter((parcel) => sentAt(parcel) !== null);
  const wanted = ids === null ? sent : sent.filter(({ id }) => ids.includes(id));
  if (wanted.length === 0) return parcels.length === 0 && ids === null ? notUnsent(kept) : [];
  if (wanted.every(({ lines }) => lines !== null)) return linesAmong(kept, linesOf(wanted));
  const withoutUnsent = notUnsent(kept);
  // Something left, so what says that nothing did is older than that.
  const isNewer =
    withoutUnsent.length > 0 && wanted.every((parcel) => order.updatedAt >= (sentAt(parcel) ?? 0));
  const others = sent.filter((parcel) => !wanted.includes(parcel));
  return linesWithout(isNewer ? withoutUnsent : kept, linesOf(others));
}

function notUnsent(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => withPieces(line, line.quantity - (line.unsent ?? 0)));
}

function linesOf(parcels: readonly Parcel[]): ParcelLine[] {
  return parcels.flatMap(({ lines }) => lines ?? []);
}
