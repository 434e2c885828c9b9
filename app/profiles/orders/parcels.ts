import type { EventPayload, ParcelLine } from '#app/events/event.ts';
import { earlier } from '#app/profiles/timestamped.ts';

/** One parcel of an order. Times are epoch milliseconds. */
export type Parcel = {
  /** The id of its fulfilment. */
  id: string;
  /** When it left; null while only its arrival or its cancellation was received. */
  shippedAt: number | null;
  deliveredAt: number | null;
  /** It never left, or came back before it arrived. Final. */
  cancelled: boolean;
  /** Null when it was not said what is in it. */
  lines: ParcelLine[] | null;
};

/** What is said of a parcel. */
export type ParcelPayload = EventPayload & {
  kind: 'order.shipped' | 'order.delivered' | 'order.shipment_cancelled';
};

/** More parcels than an order has; the earliest are kept. */
export const MOST_PARCELS = 40;

/**
 * The parcels of an order after one more event of one of them. Any order of the same events, each once, gives
 * the same parcels.
 * @param at when it happened, epoch milliseconds
 */
export function parcelsAfter(
  known: readonly Parcel[],
  payload: ParcelPayload,
  at: number,
): Parcel[] {
  const { id } = payload.parcel;
  const before = known.find((parcel) => parcel.id === id);
  const none = { id, shippedAt: null, deliveredAt: null, cancelled: false, lines: null };
  const after = parcelAfter(before ?? none, payload, at);
  const others = known.filter((parcel) => parcel !== before);
  return [...others, after].sort(byId).slice(0, MOST_PARCELS);
}

function parcelAfter(parcel: Parcel, payload: ParcelPayload, at: number): Parcel {
  switch (payload.kind) {
    case 'order.shipped':
      return {
        ...parcel,
        shippedAt: earlier(parcel.shippedAt, at),
        lines: parcel.lines ?? payload.parcel.lines,
      };
    case 'order.delivered':
      return { ...parcel, deliveredAt: earlier(parcel.deliveredAt, at) };
    case 'order.shipment_cancelled':
      return { ...parcel, cancelled: true };
  }
}

/** Fulfilments are numbered as they are made. */
function byId(a: Parcel, b: Parcel): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

/** When a parcel went to the buyer, epoch milliseconds; null when it did not, or that was not received. */
export function sentAt({ cancelled, shippedAt, deliveredAt }: Parcel): number | null {
  return cancelled ? null : (shippedAt ?? deliveredAt);
}
