import type { ShopClient } from '#app/platform/db.server.ts';
import { RECEIVED_FIELDS, receivedFields } from '#app/events/inbox/received-fields.ts';
import { HOUR } from '#app/lib/duration.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { CompletedDelivery } from '#app/events/inbox/pending-delivery.ts';
import { addTopicCounts } from '#app/events/inbox/store/add-topic-counts.server.ts';

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
  await addTopicCounts(client, shopId, [...rows.values()]);
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
