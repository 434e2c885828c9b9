import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { receiveRequest } from './receive-request.server.ts';

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
  const { rows } = await client.query<{ id: string; email: string | null; phone: string | null }>(
    `select distinct on (i.value) i.value as id, p.email, p.state #>> '{phone,value}' as phone
       from identity i join profile p on p.shop_id = $1 and p.id = i.profile_id
      where i.shop_id = $1 and i.kind = 'customer' and i.value = any($2)
        and not exists (select from identity other where other.shop_id = $1
          and other.profile_id = i.profile_id and other.kind = 'customer' and other.value <> all ($2))`,
    [shopId, deleted],
  );
  for (const customer of rows) {
    const request = { topic: 'customers/delete' as const, request: { customer } };
    const delivery = {
      key: `customers/delete:${codes.codeOf(shopId, 'customer', customer.id)}`,
      receivedAt: now,
    };
    await receiveRequest(client, shopId, codes, request, delivery, now);
  }
}
