import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { receiveRequest } from './receive-request.server.ts';
import { findDeletedCustomers } from './store/received-requests.server.ts';

/**
 * Takes up that customers were deleted in Shopify: who stands behind one is erased as if it had been asked for. A
 * profile that has another customer id too is another customer's, such as after a merge, and stays.
 * @param events of a batch that was applied
 * @param now epoch milliseconds
 */
export async function receiveDeletions(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  events: readonly DomainEvent[],
  now: number,
): Promise<void> {
  const deleted = events.flatMap((event) =>
    event.kind === 'customer.deleted' ? event.identifiers.map(({ value }) => value) : [],
  );
  if (deleted.length === 0) return;
  for (const customer of await findDeletedCustomers(client, shopId, deleted)) {
    const request = { topic: 'customers/delete' as const, request: { customer } };
    const delivery = {
      key: `customers/delete:${codes.codeOf(shopId, 'customer', customer.id)}`,
      receivedAt: now,
    };
    await receiveRequest(client, shopId, codes, request, delivery, now);
  }
}
