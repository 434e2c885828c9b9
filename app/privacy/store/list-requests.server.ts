import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, sqlOrder } from '#app/lib/list-view.ts';
import { REQUESTS_SHOWN, type ListedRequest, type RequestView } from '../request-view.ts';

const SORTED_BY: Record<RequestView['sort'], string> = { received: 'received_at', due: 'due_at' };

/**
 * The privacy requests of a page, and one more where there are more. `search` is looked for in address, customer code and
 * topic.
 */
export async function findRequests(
  client: ShopClient,
  shopId: string,
  view: RequestView,
): Promise<ListedRequest[]> {
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
  return rows;
}

/** Whether a shop has any privacy request. */
export async function hasRequests(client: ShopClient, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    'select exists (select from compliance_duty where shop_id = $1) as has',
    [shopId],
  );
  return rows[0]?.has === true;
}
