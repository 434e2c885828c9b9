import {
  limitAndOffset,
  rowPage,
  sqlOrder,
  type ListView,
  type RowPage,
} from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import {
  SUPPRESSIONS_SHOWN,
  type SuppressedAddress,
  type SuppressionSort,
} from '../page/suppressed-address.ts';

const ORDER: Record<SuppressionSort, (order: 'asc' | 'desc') => string> = {
  since: (order) => `at ${order}, address ${order === 'desc' ? 'asc' : 'desc'}`,
  address: (order) => `address ${order}`,
};

/** One page of the addresses that mail is stopped to. A search finds how an address begins. */
export async function listSuppressions(
  client: ShopClient,
  shopId: string,
  view: ListView<SuppressionSort>,
): Promise<RowPage<SuppressedAddress>> {
  const search = view.search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&');
  const { rows } = await client.query<SuppressedAddress>(
    `select address, reason, at as since, source, words from suppression
      where shop_id = $1 and ($2 = '%' or address like $2)
      order by ${ORDER[view.sort](sqlOrder(view))} limit $3 offset $4`,
    [shopId, `${search}%`, ...limitAndOffset(view, SUPPRESSIONS_SHOWN)],
  );
  return rowPage(rows, SUPPRESSIONS_SHOWN);
}
