import { lockAddresses, type CurrentConsent } from '#app/consent/store/address-consent.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { selectWaitingDeliveries } from '#app/messages/delivery/store/mail-stops.server.ts';
import type { UnsubscribeClaim } from './links.ts';
import { subscribeKeyOf } from './subscribe-again.ts';
import {
  insertUnsubscribe,
  isDeliveryWaiting,
  lockSuppression,
  renewUnsubscribe,
  showUnsubscribed,
  type SuppressionRow,
} from './store/unsubscribes.server.ts';

/** A second press of the button, or of the mail client's, means the same. */
const REPEAT_MS = MINUTE;

/** How a person said that they want no more mail, and what they read then. */
export type UnsubscribeProof = {
  source: 'one-click' | 'page';
  page: string | null;
  wording: string | null;
};

/**
 * Stops marketing mail to an address at once, without waiting for any worker: the suppression, and the event from
 * which the engine makes the proof and what Shopify is sent, in the caller's transaction, in which the address is
 * held so that no mail under way can pass. It counts as later than anything that is known of the address, and holds
 * until the address itself opts in again. Doing it again within a minute changes nothing.
 * @param now epoch milliseconds
 */
export async function unsubscribe(
  client: ShopClient,
  { shopId, address }: UnsubscribeClaim,
  { source, page, wording }: UnsubscribeProof,
  now: number,
): Promise<void> {
  await showUnsubscribed(client, shopId, address);
  const held = (await lockAddresses(client, shopId, [address], 'update')).get(address);
  const at = Math.max(now, (held?.at ?? now - 1) + 1);
  const known = await lockSuppression(client, shopId, address);
  const isKnown =
    isRepeat(known, held, at) &&
    !(await selectWaitingDeliveries(client, shopId)).hasConsents &&
    // It may have subscribed again since, which no worker has read yet.
    !(await isDeliveryWaiting(client, shopId, subscribeKeyOf(shopId, address, held, known)));
  if (isKnown) return;
  if (known) await renewUnsubscribe(client, shopId, address, at);
  // The same was written down while this one was waiting.
  else if (!(await insertUnsubscribe(client, shopId, address, at))) return;
  const key = `${idOf('unsubscribe', shopId, address)}:${String(at)}`;
  await storeDeliveries(client, shopId, [
    internalDelivery('consent.changed', key, at, {
      identifiers: [{ kind: 'email', value: address }],
      at,
      channel: 'email',
      address,
      state: 'unsubscribed',
      source: `mail:${source}`,
      page,
      wording,
    }),
  ]);
}

/** Whether an address has just unsubscribed and did nothing since. */
function isRepeat(
  known: SuppressionRow | null,
  held: CurrentConsent | undefined,
  at: number,
): boolean {
  return (
    known?.reason === 'unsubscribed' &&
    at - known.at < REPEAT_MS &&
    (held?.optedInAt ?? -Infinity) <= known.at
  );
}
