import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder } from '#app/lib/list-view.ts';
import {
  REQUESTS_SHOWN,
  type ListedRequest,
  type RequestPage,
  type RequestView,
} from '../request-view.ts';

const SORTED_BY: Record<RequestView['sort'], string> = { received: 'received_at', due: 'due_at' };

/** One page of a shop's privacy requests. `search` is looked for in address, customer code and topic. */
export async function listRequests(
  client: ShopClient,
  shopId: string,
  view: RequestView,
): Promise<RequestPage> {
  const { rows } = await client.query<ListedRequest>(
    `select delivery_key as key, topic, request #>> '{customer,email}' as email,
            customer_code as "customerCode", received_at as "receivedAt", due_at as "dueAt",
            done_at as "doneAt", certificate, note, downloaded_at as "downloadedAt"
       from compliance_duty
      where shop_id = $1 and ($2 = '' or position($2 in lower(concat_ws(' ', topic,
            request #>> '{customer,email}', request #>> '{customer,id}', customer_code, note))) > 0)
      order by ${SORTED_BY[view.sort]} ${sqlOrder(view)}, delivery_key
      limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, REQUESTS_SHOWN)],
  );
  const { rows: any } = await client.query<{ has: boolean }>(
    'select exists (select from compliance_duty where shop_id = $1) as has',
    [shopId],
  );
  const { rows: requests, hasMore } = rowPage(rows, REQUESTS_SHOWN);
  return {
    requests,
    hasMore,
    hasAny: any[0]?.has === true,
  };
}
