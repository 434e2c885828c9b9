import { z } from 'zod';
import { completeEffects, takeDueEffects } from '#app/effects/outbox.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import { planTags } from './plan-tags.server.ts';

const PendingTag = z.object({
  key: z.string(),
  customerId: z.string(),
  tag: z.string(),
  segmentKey: z.string(),
  /** Whether the customer is in the segment now, and the segment is synced with the tag. */
  wanted: z.boolean(),
  /** Whether the tag is ours; `noted`: it was sent to Shopify and no answer was received. */
  tagged: z.enum(['noted', 'confirmed']).nullable(),
});
/** A change of a customer's tag that waits in the outbox, with what is right at the moment. */
export type PendingTag = z.infer<typeof PendingTag>;

/** What came of it. */
export type CompletedTag = PendingTag & {
  state: 'done' | 'skipped' | 'failed';
  reason: string | null;
  answer: string | null;
  /** Whether the customer has a tag of ours now; null: as before. */
  isOurs: boolean | null;
};

/** The oldest changes that wait; of several about one customer and tag only one, for they all come to the same. */
export async function loadPendingTags(
  client: ShopClient,
  shopId: string,
  most: { limit: number; now: number },
): Promise<PendingTag[]> {
  const due = { ...most, atOnce: true };
  const { effects } = await takeDueEffects(client, shopId, ['sync_tag'], due);
  const { rows } = await client.query(
    `with waiting as (
       select * from unnest($2::text[], $3::text[], $4::text[], $5::text[])
         as input (key, "customerId", tag, "segmentKey"))
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
      effects.map(({ key }) => key),
      effects.map(({ payload }) => payload.customerId),
      effects.map(({ payload }) => payload.tag),
      effects.map(({ payload }) => payload.segmentKey),
    ],
  );
  return z.array(PendingTag).parse(rows);
}

/**
 * Notes what came of changes that waited, and plans again for the same people: they may have entered or left while
 * it was sent. The lock on the tags makes a worker that plans at the same time wait for this, and this for it.
 * @param now epoch milliseconds
 */
export async function completeTags(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedTag[],
  now: number,
): Promise<void> {
  if (completed.length === 0) return;
  await client.query('select from segment_tag where shop_id = $1 for update', [shopId]);
  await completeEffects(client, shopId, completed, now);
  await writeRows(
    client,
    shopId,
    `update customer_tag c set confirmed = true
     from json_to_recordset($2) as row ("customerId" text, tag text, "isOurs" boolean)
     where c.shop_id = $1 and c.customer_id = row."customerId" and c.tag = row.tag and row."isOurs"`,
    completed,
  );
  await writeRows(
    client,
    shopId,
    `delete from customer_tag c
     using json_to_recordset($2) as row ("customerId" text, tag text, "isOurs" boolean)
     where c.shop_id = $1 and c.customer_id = row."customerId" and c.tag = row.tag and not row."isOurs"`,
    completed,
  );
  const { rows: people } = await client.query<{ id: string }>(
    `select distinct profile_id as id from identity
      where shop_id = $1 and kind = 'customer' and value = any($2)`,
    [shopId, completed.map(({ customerId }) => customerId)],
  );
  await planTags(client, shopId, { profileIds: people.map(({ id }) => id) }, now);
}
