import type { ShopClient } from '#app/platform/db.server.ts';
import type { ComplianceTopic } from '../compliance-request.ts';

/** A privacy request that was received. Times in epoch milliseconds. */
type NewRequest = {
  key: string;
  topic: ComplianceTopic;
  request: unknown;
  receivedAt: number;
  dueAt: number;
  customerCode: string | null;
};

/**
 * Stores a privacy request.
 * @returns false when its key is known
 */
export async function insertRequest(
  client: ShopClient,
  shopId: string,
  { key, topic, request, receivedAt, dueAt, customerCode }: NewRequest,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into compliance_duty (shop_id, delivery_key, topic, request, received_at, due_at, customer_code)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, delivery_key) do nothing`,
    [
      shopId,
      key,
      topic,
      JSON.stringify(request),
      new Date(receivedAt),
      new Date(dueAt),
      customerCode,
    ],
  );
  return rowCount === 1;
}

/** A customer who was deleted in Shopify, as far as they are known. */
export type DeletedCustomer = { id: string; email: string | null; phone: string | null };

/** Those of some customers whose profile has no other customer id; one with another, as after a merge, is another's. */
export async function findDeletedCustomers(
  client: ShopClient,
  shopId: string,
  customerIds: readonly string[],
): Promise<DeletedCustomer[]> {
  const { rows } = await client.query<DeletedCustomer>(
    `select distinct on (i.value) i.value as id, p.email, p.state #>> '{phone,value}' as phone
       from identity i join profile p on p.shop_id = $1 and p.id = i.profile_id
      where i.shop_id = $1 and i.kind = 'customer' and i.value = any($2)
        and not exists (select from identity other where other.shop_id = $1
          and other.profile_id = i.profile_id and other.kind = 'customer' and other.value <> all ($2))`,
    [shopId, customerIds],
  );
  return rows;
}
