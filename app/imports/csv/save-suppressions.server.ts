import type { SuppressionReason } from '#app/consent/may-send.ts';
import { lockAddresses } from '#app/consent/store/address-consent.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** An address that must not be written to; `at` is epoch milliseconds. */
export type Suppressed = { address: string; reason: SuppressionReason; at: number };

/**
 * Keeps addresses that must not be written to. A bounce or a complaint is never weakened, and of two unsubscribes
 * the later counts. The addresses are held meanwhile, so that no mail that is about to leave slips through.
 */
export async function saveSuppressions(
  client: ShopClient,
  shopId: string,
  received: readonly Suppressed[],
): Promise<void> {
  const gravest = new Map<string, Suppressed>();
  for (const one of received) {
    const known = gravest.get(one.address);
    if (!known || outweighs(one, known)) gravest.set(one.address, one);
  }
  if (gravest.size === 0) return;
  const rows = [...gravest.values()];
  await lockAddresses(
    client,
    shopId,
    rows.map(({ address }) => address),
    'update',
  );
  await client.query(
    `insert into suppression (shop_id, address, reason, at)
     select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[])
     on conflict (shop_id, address) do update set reason = excluded.reason, at = excluded.at
       where suppression.reason = 'unsubscribed'
         and (excluded.reason <> 'unsubscribed' or excluded.at > suppression.at)`,
    [
      shopId,
      rows.map(({ address }) => address),
      rows.map(({ reason }) => reason),
      rows.map(({ at }) => new Date(at)),
    ],
  );
}

function outweighs(one: Suppressed, known: Suppressed): boolean {
  if (known.reason !== 'unsubscribed') return false;
  return one.reason !== 'unsubscribed' || one.at > known.at;
}
