import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';

const ADD = `insert into topic_count (shop_id, topic, hour, processed, unknown, quarantined, repeated, unkept, told)
  select $1, topic, hour, processed, unknown, quarantined, repeated, unkept, sent
    from json_to_recordset($2) as row (topic text, hour timestamptz, processed bigint, unknown bigint,
      quarantined bigint, repeated bigint, unkept bigint, sent bigint[])
  on conflict (shop_id, topic, hour) do update set
    processed = topic_count.processed + excluded.processed, unknown = topic_count.unknown + excluded.unknown,
    quarantined = topic_count.quarantined + excluded.quarantined,
    repeated = topic_count.repeated + excluded.repeated, unkept = topic_count.unkept + excluded.unkept,
    told = array(select coalesce(known, 0) + coalesce(more, 0)
      from unnest(topic_count.told, excluded.told) with ordinality as sums (known, more, place)
      order by place)`;

/** Adds to what was counted of topics in hours, each once. */
export async function addTopicCounts(
  client: ShopClient,
  shopId: string,
  counts: readonly StatementRow<typeof ADD>[],
): Promise<void> {
  await writeRows(client, shopId, ADD, counts);
}
