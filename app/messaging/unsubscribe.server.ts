import type { ShopClient } from '#app/db.server.ts';
import { internalDelivery, storeDeliveries } from '#app/events/intake.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { UnsubscribeClaim } from './links.ts';

/** How a person said that they want no more mail, and what they read then. */
export type UnsubscribeTold = {
  source: 'one-click' | 'page';
  page: string | null;
  wording: string | null;
};

/**
 * Stops marketing mail to an address at once, without waiting for any worker: writes the person's row, so
 * that no mail under way can pass, the suppression, and the event from which the engine makes the proof and
 * what Shopify is told, all in the caller's transaction. Doing it again changes nothing.
 * @param now epoch milliseconds
 */
export async function unsubscribe(
  client: ShopClient,
  { shopId, profileId, address }: UnsubscribeClaim,
  { source, page, wording }: UnsubscribeTold,
  now: number,
): Promise<void> {
  await client.query(
    `update profile set subscribed = false where shop_id = $1 and (id = $2 or email = $3)`,
    [shopId, profileId, address],
  );
  const { rowCount } = await client.query(
    `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'unsubscribed', $3)
     on conflict (shop_id, address) do update set at = excluded.at
       where suppression.reason = 'unsubscribed'
         and exists (
           select from profile p where p.shop_id = $1 and p.email = $2
              and p.state#>>'{consent,email,value}' = 'subscribed'
              and to_timestamp((p.state#>>'{consent,email,at}')::float8 / 1000) > suppression.at)`,
    [shopId, address, new Date(now)],
  );
  if (rowCount === 0) return;
  const key = `${idOf('unsubscribe', shopId, address)}:${String(now)}`;
  await storeDeliveries(client, shopId, [
    internalDelivery('consent.changed', key, now, {
      identifiers: [{ kind: 'email', value: address }],
      at: now,
      channel: 'email',
      state: 'unsubscribed',
      source: `mail:${source}`,
      page,
      wording,
    }),
  ]);
}
