import { lockAddresses } from '#app/consent/store/address-consent.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { UnsubscribeClaim } from './links.ts';
import { lockSuppression } from './store/unsubscribes.server.ts';
import { subscribeDelivery, type SubscribeProof } from './subscribe-again.ts';

/**
 * Subscribes an address again whose owner came by a link that was mailed there: an act of its own, of which the engine makes
 * the proof and what Shopify is sent. It counts as later than anything that is known of the address.
 * @param now epoch milliseconds
 * @returns false of an address that bounced or complained, to which no consent lets mail through
 */
export async function subscribeAgain(
  client: ShopClient,
  { shopId, address }: UnsubscribeClaim,
  proof: SubscribeProof,
  now: number,
): Promise<boolean> {
  const held = (await lockAddresses(client, shopId, [address], 'update')).get(address);
  const suppression = await lockSuppression(client, shopId, address);
  if (suppression !== null && suppression.reason !== 'unsubscribed') return false;
  const isSubscribed =
    held?.state === 'subscribed' &&
    (suppression === null || (held.optedInAt ?? -Infinity) > suppression.at);
  if (isSubscribed) return true;
  const delivery = subscribeDelivery(shopId, address, { held, suppression }, proof, now);
  await storeDeliveries(client, shopId, [delivery]);
  return true;
}
