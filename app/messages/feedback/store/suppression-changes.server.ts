import type { ShopClient } from '#app/platform/db.server.ts';
import {
  SUPPRESSION_CHANGES_SHOWN,
  type SuppressionChangeShown,
} from '../page/suppression-history.ts';

/** What happened to addresses, of each the newest changes, the newest first. */
export async function listSuppressionChanges(
  client: ShopClient,
  shopId: string,
  addresses: readonly string[],
): Promise<SuppressionChangeShown[]> {
  const { rows } = await client.query<SuppressionChangeShown>(
    `select recent.* from unnest($2::text[]) as wanted (address)
      cross join lateral (
        select id::text as id, address, change, reason, at, source, words, actor
          from suppression_change
         where shop_id = $1 and address = wanted.address
         order by suppression_change.id desc limit $3
      ) as recent`,
    [shopId, addresses, SUPPRESSION_CHANGES_SHOWN],
  );
  return rows;
}
