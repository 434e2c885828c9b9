import type { SuppressionReason } from '#app/consent/may-send.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** An address that must not be written to; `at` is epoch milliseconds. */
export type Suppressed = { address: string; reason: SuppressionReason; at: number };

/**
 * Stores suppressions, at most one of an address. A bounce or a complaint is never weakened, and of two unsubscribes the
 * later counts.
 */
export async function upsertSuppressions(
  client: ShopClient,
  shopId: string,
  received: readonly Suppressed[],
): Promise<void> {
  await client.query(
    `insert into suppression (shop_id, address, reason, at, source)
     select $1, address, reason, at, 'file'
       from unnest($2::text[], $3::text[], $4::timestamptz[]) as row (address, reason, at)
     on conflict (shop_id, address) do update
       set reason = excluded.reason, at = excluded.at, source = excluded.source, words = null
       where suppression.reason in ('unsubscribed', 'soft_bounce') and excluded.reason <> 'unsubscribed'
          or suppression.reason = 'unsubscribed' and excluded.at > suppression.at`,
    [
      shopId,
      received.map(({ address }) => address),
      received.map(({ reason }) => reason),
      received.map(({ at }) => new Date(at)),
    ],
  );
}
