import type { ConsentState } from '#app/events/event.ts';
import { internalDelivery, type Delivery } from '#app/events/inbox/delivery.ts';
import { idOf } from '#app/lib/ids.ts';

type At = { at: number } | null | undefined;

/** When an address changed last as far as is known, epoch milliseconds; 0 of one of which nothing is. */
function changedAt(held: At, suppression: At): number {
  return Math.max(held?.at ?? 0, suppression?.at ?? 0);
}

/** What an address subscribed by: what was read, and where. */
export type SubscribeProof = { wording: string; page: string };

/** The event of an address that subscribes again after what is known of it, by whose key it is one however often it is sent. */
export function subscribeDelivery(
  shopId: string,
  address: string,
  known: { held: At; suppression: At },
  proof: SubscribeProof,
  now: number,
): Delivery {
  const since = changedAt(known.held, known.suppression);
  const at = Math.max(now, since + 1);
  const state: ConsentState = 'subscribed';
  return internalDelivery('consent.changed', keyOf(shopId, address, since), at, {
    identifiers: [{ kind: 'email', value: address }],
    at,
    channel: 'email',
    address,
    state,
    source: 'mail:preferences',
    ...proof,
  });
}

/** The key of that delivery. */
export function subscribeKeyOf(shopId: string, address: string, held: At, suppression: At): string {
  const key = keyOf(shopId, address, changedAt(held, suppression));
  return internalDelivery('consent.changed', key, 0, {}).key;
}

function keyOf(shopId: string, address: string, since: number): string {
  return `${idOf('subscribe', shopId, address)}:${String(since)}`;
}
