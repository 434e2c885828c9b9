import type { ShopClient } from '#app/db.server.ts';
import { internalDelivery, storeDeliveries } from '#app/events/intake.server.ts';
import type { LinkClaim } from './links.ts';

/**
 * Records that a tracked link was followed, once a minute at most, and tells the engine.
 * @param now epoch milliseconds
 */
export async function recordClick(
  client: ShopClient,
  { shopId, effectKey, url }: LinkClaim,
  now: number,
): Promise<void> {
  const { rows } = await client.query<{ email: string | null; customer_id: string | null }>(
    `update message m set clicked_at = coalesce(m.clicked_at, $3)
       from profile p
      where m.shop_id = $1 and m.effect_key = $2 and p.shop_id = $1 and p.id = m.profile_id
      returning p.email, p.customer_id`,
    [shopId, effectKey, new Date(now)],
  );
  const [person] = rows;
  if (!person) return;
  const identifiers = [
    ...(person.customer_id === null ? [] : [{ kind: 'customer', value: person.customer_id }]),
    ...(person.email === null ? [] : [{ kind: 'email', value: person.email }]),
  ];
  if (identifiers.length === 0) return;
  const minute = String(Math.floor(now / 60_000));
  await storeDeliveries(client, shopId, [
    internalDelivery('mail.clicked', `${effectKey}:${minute}`, now, {
      identifiers,
      at: now,
      effectKey,
      url,
    }),
  ]);
}
