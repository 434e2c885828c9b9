import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { CompletedTag, PendingTag } from '#app/destinations/pending-tags.ts';

/** Changes of customers' tags with what is right of each now; of several about one customer and tag only one. */
export async function pendingTagStates(
  client: ShopClient,
  shopId: string,
  changes: readonly Pick<PendingTag, 'key' | 'customerId' | 'tag' | 'segmentKey' | 'attempts'>[],
): Promise<PendingTag[]> {
  const { rows } = await client.query<PendingTag>(
    `with waiting as (
       select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
         as input (key, "customerId", tag, "segmentKey", attempts))
     select distinct on ("customerId", tag) waiting.*,
            exists (
              select from segment_tag t
                join membership m on m.shop_id = $1 and m.segment_key = t.segment_key and m.left_at is null
                join profile p on p.shop_id = $1 and p.id = m.profile_id
               where t.shop_id = $1 and t.kept and t.tag = waiting.tag
                 and p.customer_id = waiting."customerId"
                 and p.id in (select profile_id from identity
                               where shop_id = $1 and kind = 'customer' and value = waiting."customerId")) as wanted,
            case confirmed when true then 'confirmed' when false then 'noted' end as tagged
       from waiting
       left join customer_tag c on c.shop_id = $1 and c.customer_id = "customerId" and c.tag = waiting.tag
      order by "customerId", tag, key`,
    [
      shopId,
      changes.map(({ key }) => key),
      changes.map(({ customerId }) => customerId),
      changes.map(({ tag }) => tag),
      changes.map(({ segmentKey }) => segmentKey),
      changes.map(({ attempts }) => attempts),
    ],
  );
  return rows;
}

/**
 * Notes that tags are ours, before they are sent to Shopify.
 * @param now epoch milliseconds
 */
export async function insertCustomerTags(
  client: ShopClient,
  shopId: string,
  fresh: readonly Pick<PendingTag, 'customerId' | 'tag' | 'segmentKey'>[],
  now: number,
): Promise<void> {
  await client.query(
    `insert into customer_tag (shop_id, customer_id, tag, segment_key, put_at, confirmed)
     select $1, customer_id, tag, segment_key, $5, false
       from unnest($2::text[], $3::text[], $4::text[]) as row (customer_id, tag, segment_key)
     on conflict do nothing`,
    [
      shopId,
      fresh.map(({ customerId }) => customerId),
      fresh.map(({ tag }) => tag),
      fresh.map(({ segmentKey }) => segmentKey),
      new Date(now),
    ],
  );
}

/** Notes that customers have those of the tags that are ours. */
export async function confirmCustomerTags(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedTag[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `update customer_tag c set confirmed = true
     from json_to_recordset($2) as row ("customerId" text, tag text, "isOurs" boolean)
     where c.shop_id = $1 and c.customer_id = row."customerId" and c.tag = row.tag and row."isOurs"`,
    completed,
  );
}

/** Forgets those of the tags that are not ours. */
export async function deleteCustomerTags(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedTag[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `delete from customer_tag c
     using json_to_recordset($2) as row ("customerId" text, tag text, "isOurs" boolean)
     where c.shop_id = $1 and c.customer_id = row."customerId" and c.tag = row.tag and not row."isOurs"`,
    completed,
  );
}

/** The ids of the people who are some of Shopify's customers. */
export async function profilesOfCustomers(
  client: ShopClient,
  shopId: string,
  customerIds: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct profile_id as id from identity
      where shop_id = $1 and kind = 'customer' and value = any($2)`,
    [shopId, customerIds],
  );
  return rows.map(({ id }) => id);
}
