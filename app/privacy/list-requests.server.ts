import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage } from '#app/lib/list-view.ts';
import { REQUESTS_SHOWN, type RequestPage, type RequestView } from './request-view.ts';
import { findRequests, hasRequests } from './store/list-requests.server.ts';

/** One page of a shop's privacy requests. `search` is looked for in address, customer code and topic. */
export async function listRequests(
  client: ShopClient,
  shopId: string,
  view: RequestView,
): Promise<RequestPage> {
  const found = await findRequests(client, shopId, view);
  const { rows: requests, hasMore } = rowPage(found, REQUESTS_SHOWN);
  return { requests, hasMore, hasAny: await hasRequests(client, shopId) };
}
