import type { SuppressionReason } from '#app/consent/may-send.ts';
import { lockAddresses, type CurrentConsent } from '#app/consent/store/address-consent.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { hasPendingConsents } from '#app/messages/delivery/store/mail-stops.server.ts';
import type { UnsubscribeClaim } from './links.ts';

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
  await client.query(
    'update profile set subscribed = false where shop_id = $1 and email = $2 and subscribed',
    [shopId, address],
  );
  const held = (await lockAddresses(client, shopId, [address], 'update')).get(address);
  const at = Math.max(now, (held?.at ?? now - 1) + 1);
  const { rows } = await client.query<Suppression>(
    'select reason, at from suppression where shop_id = $1 and address = $2 for update',
    [shopId, address],
  );
  const isKnown = isRepeat(rows[0], held, at) && !(await hasPendingConsents(client, shopId));
  if (isKnown) return;
  const { rowCount } = await client.query(
    rows.length === 0
      ? `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'unsubscribed', $3)
         on conflict (shop_id, address) do nothing`
      : `update suppression set at = greatest(at, $3)
          where shop_id = $1 and address = $2 and reason = 'unsubscribed'`,
    [shopId, address, new Date(at)],
  );
  // The same was written down while this one was waiting.
  if (rowCount === 0 && rows.length === 0) return;
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

type Suppression = { reason: SuppressionReason; at: number };

/** Whether an address has just unsubscribed and did nothing since. */
function isRepeat(
  known: Suppression | undefined,
  held: CurrentConsent | undefined,
  at: number,
): boolean {
  return (
    known?.reason === 'unsubscribed' &&
    at - known.at < REPEAT_MS &&
    (held?.optedInAt ?? -Infinity) <= known.at
  );
}
