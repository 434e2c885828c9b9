import type { ShopClient } from '#app/db.server.ts';
import { internalDelivery, storeDeliveries } from '#app/events/intake.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { wake } from '#app/jobs/queue.server.ts';
import type { UnsubscribeClaim } from './links.ts';

/** How a person said that they want no more mail. */
export type UnsubscribeSource = 'one-click' | 'page';

/**
 * Stops marketing mail to an address at once, without waiting for any worker: writes the person's row, so
 * that no mail under way can pass, the suppression, the event from which the engine makes the proof, and
 * the change for Shopify, all in the caller's transaction. Doing it again changes nothing.
 * @param now epoch milliseconds
 */
export async function unsubscribe(
  client: ShopClient,
  { shopId, profileId, address }: UnsubscribeClaim,
  source: UnsubscribeSource,
  now: number,
): Promise<void> {
  const { rows } = await client.query<{ id: string; customer_id: string | null }>(
    `update profile set subscribed = false
      where shop_id = $1 and (id = $2 or email = $3)
      returning id, customer_id`,
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
  const [person] = rows;
  const key = `${idOf('unsubscribe', shopId, address)}:${String(now)}`;
  await storeDeliveries(client, shopId, [
    internalDelivery('consent.changed', key, now, {
      identifiers: [{ kind: 'email', value: address }],
      at: now,
      channel: 'email',
      state: 'unsubscribed',
      source: `mail:${source}`,
    }),
  ]);
  if (person?.customer_id == null) return;
  await client.query(
    `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
     values ($1, $2, 'sync_consent', $3, 'ready', $4, $5, $5)
     on conflict do nothing`,
    [
      shopId,
      `consent:${key}`,
      person.id,
      JSON.stringify({
        customerId: person.customer_id,
        channel: 'email',
        state: 'unsubscribed',
        at: now,
      }),
      new Date(now),
    ],
  );
  await wake(client, shopId, 'sync');
}
