import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import { RECEIVED_FIELDS, receivedFields } from '#app/events/inbox/received-fields.ts';
import { HOUR } from '#app/lib/duration.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { CompletedDelivery } from './pending-delivery.ts';

type TopicCountRow = {
  topic: string;
  hour: string;
  processed: number;
  unknown: number;
  quarantined: number;
  repeated: number;
  unkept: number;
  sent: number[];
};

/** What unknown topics are counted under: all together, for their names come from a header that is not signed. */
const UNKNOWN = 'unknown';

/**
 * Counts the outcomes of deliveries by topic and the hour they came in, and which fields they sent.
 * @param unkept keys of quarantined ones for which the quarantine had no room
 */
export async function countDeliveries(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedDelivery[],
  unkept: ReadonlySet<string> = new Set(),
): Promise<void> {
  // Summed here: a batch has a few topics of an hour or two, whatever its size.
  const rows = new Map<string, TopicCountRow>();
  for (const { delivery, outcome, parsed } of completed) {
    const { receivedAt } = delivery;
    const topic = outcome === 'unknown' ? UNKNOWN : delivery.topic;
    const hour = receivedAt - (receivedAt % HOUR);
    const key = `${topic} ${String(hour)}`;
    const row = rows.get(key) ?? emptyRow(topic, hour);
    row[outcome] += 1;
    row.unkept += Number(unkept.has(delivery.key));
    if (outcome === 'processed' && parsed)
      receivedFields(parsed).forEach(
        (sent, place) => (row.sent[place] = (row.sent[place] ?? 0) + Number(sent)),
      );
    rows.set(key, row);
  }
  await writeRows(
    client,
    shopId,
    `insert into topic_count (shop_id, topic, hour, processed, unknown, quarantined, repeated, unkept, told)
     select $1, topic, hour, processed, unknown, quarantined, repeated, unkept, sent
       from json_to_recordset($2) as row (topic text, hour timestamptz, processed bigint, unknown bigint,
         quarantined bigint, repeated bigint, unkept bigint, sent bigint[])
     on conflict (shop_id, topic, hour) do update set
       processed = topic_count.processed + excluded.processed, unknown = topic_count.unknown + excluded.unknown,
       quarantined = topic_count.quarantined + excluded.quarantined,
       repeated = topic_count.repeated + excluded.repeated, unkept = topic_count.unkept + excluded.unkept,
       told = array(select coalesce(known, 0) + coalesce(more, 0)
         from unnest(topic_count.told, excluded.told) with ordinality as sums (known, more, place)
         order by place)`,
    [...rows.values()],
  );
}

function emptyRow(topic: string, hour: number): TopicCountRow {
  const sent = RECEIVED_FIELDS.map(() => 0);
  return {
    topic,
    hour: isoTime(hour),
    processed: 0,
    unknown: 0,
    quarantined: 0,
    repeated: 0,
    unkept: 0,
    sent,
  };
}
