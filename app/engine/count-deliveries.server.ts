import type { ShopClient } from '#app/db.server.ts';
import { TOLD_FIELDS, toldFields } from '#app/events/told-fields.ts';
import { HOUR } from '#app/lib/duration.ts';
import type { Settled } from './deliveries.server.ts';

type Row = {
  topic: string;
  hour: string;
  processed: number;
  unknown: number;
  quarantined: number;
  repeated: number;
  unkept: number;
  told: number[];
};

/** What unknown topics are counted under: all together, for their names come from a header that nobody signs. */
const UNKNOWN = 'unknown';

/**
 * Counts what became of deliveries by topic and the hour they came in, and which fields they told.
 * @param unkept keys of those set aside for which the quarantine had no room
 */
export async function countDeliveries(
  client: ShopClient,
  shopId: string,
  settled: readonly Settled[],
  unkept: ReadonlySet<string> = new Set(),
): Promise<void> {
  // Summed here: a batch has a few topics of an hour or two, whatever its size.
  const rows = new Map<string, Row>();
  for (const { delivery, fate, reading } of settled) {
    const { receivedAt } = delivery;
    const topic = fate === 'unknown' ? UNKNOWN : delivery.topic;
    const hour = receivedAt - (receivedAt % HOUR);
    const key = `${topic} ${String(hour)}`;
    const row = rows.get(key) ?? emptyRow(topic, hour);
    row[fate] += 1;
    row.unkept += Number(unkept.has(delivery.key));
    if (fate === 'processed' && reading)
      toldFields(reading).forEach(
        (told, place) => (row.told[place] = (row.told[place] ?? 0) + Number(told)),
      );
    rows.set(key, row);
  }
  await client.query(
    `insert into topic_count (shop_id, topic, hour, processed, unknown, quarantined, repeated, unkept, told)
     select $1, topic, hour, processed, unknown, quarantined, repeated, unkept, told
       from json_to_recordset($2) as row (topic text, hour timestamptz, processed bigint, unknown bigint,
         quarantined bigint, repeated bigint, unkept bigint, told bigint[])
     on conflict (shop_id, topic, hour) do update set
       processed = topic_count.processed + excluded.processed, unknown = topic_count.unknown + excluded.unknown,
       quarantined = topic_count.quarantined + excluded.quarantined,
       repeated = topic_count.repeated + excluded.repeated, unkept = topic_count.unkept + excluded.unkept,
       told = array(select coalesce(known, 0) + coalesce(more, 0)
         from unnest(topic_count.told, excluded.told) with ordinality as sums (known, more, place)
         order by place)`,
    [shopId, JSON.stringify([...rows.values()])],
  );
}

function emptyRow(topic: string, hour: number): Row {
  const told = TOLD_FIELDS.map(() => 0);
  const at = new Date(hour).toISOString();
  return {
    topic,
    hour: at,
    processed: 0,
    unknown: 0,
    quarantined: 0,
    repeated: 0,
    unkept: 0,
    told,
  };
}
