import type { ShopClient } from '#app/platform/db.server.ts';
import type { ConsentRequest } from '../kinds/sync-consent.ts';

/** A consent that was sent, or is to be sent, to Shopify; `at` is epoch milliseconds. */
export type SentConsent = Pick<ConsentRequest, 'channel' | 'state' | 'at'> & { address: string };

/** What was sent to Shopify of the consents of some people, to some addresses. */
export async function selectSentConsents(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  addresses: readonly string[],
): Promise<SentConsent[]> {
  const { rows } = await client.query<SentConsent>(
    `select payload ->> 'channel' as channel, payload ->> 'address' as address,
            payload ->> 'state' as state, (payload ->> 'at')::float8 as at
       from effect
      where shop_id = $1 and profile_id = any($2) and kind = 'sync_consent'
        and payload ->> 'address' = any($3)`,
    [shopId, profileIds, addresses],
  );
  return rows;
}
