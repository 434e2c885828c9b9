import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { RECEIVED_FIELDS } from '#app/events/inbox/received-fields.ts';
import type { UnknownTopic } from '#app/events/inbox/quarantine.ts';

/** Deliveries by topic and hour of UTC, between two moments (epoch milliseconds). */
export async function listTopicHours(
  client: ShopClient,
  shopId: string,
  from: number,
  until: number,
): Promise<{ topic: string; hour: number; count: number }[]> {
  const { rows } = await client.query<{ topic: string; hour: number; count: number }>(
    `select topic, hour, processed + unknown + quarantined + repeated as count
       from topic_count where shop_id = $1 and hour >= $2 and hour < $3`,
    [shopId, new Date(from), new Date(until)],
  );
  return rows;
}

/** Deliveries of some topics together by hour of UTC, between two moments (epoch milliseconds), oldest first. */
export async function sumTopicsByHour(
  client: ShopClient,
  shopId: string,
  topics: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<{ hour: number; count: number }[]> {
  const { rows } = await client.query<{ hour: number; count: number }>(
    `select hour, sum(processed + unknown + quarantined + repeated)::bigint as count
       from topic_count where shop_id = $1 and topic = any($2) and hour >= $3 and hour < $4
      group by hour order by hour`,
    [shopId, topics, new Date(from), new Date(until)],
  );
  return rows;
}

/** How many deliveries of some topics were understood in the whole hours from a moment on, epoch milliseconds. */
export async function sumTopicDeliveries(
  client: ShopClient,
  shopId: string,
  topics: readonly string[],
  from: number,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select coalesce(sum(processed), 0)::bigint as count from topic_count
      where shop_id = $1 and topic = any($2) and hour >= $3`,
    [shopId, topics, new Date(from)],
  );
  return rows[0]?.count ?? 0;
}

/** Topics that came once and not since a moment, with the first hour in which they did. */
export async function listQuietTopics(
  client: ShopClient,
  shopId: string,
  topics: readonly string[],
  since: number,
): Promise<{ topic: string; since: number }[]> {
  const { rows } = await client.query<{ topic: string; since: number }>(
    `select topic, (select min(hour) from topic_count where shop_id = $1 and topic = known.topic) as since
       from unnest($2::text[]) as known (topic)
      where (select max(hour) from topic_count where shop_id = $1 and topic = known.topic) < $3`,
    [shopId, topics, new Date(since)],
  );
  return rows;
}

/** The hours since 1970 in which topics came, in one text a topic: a row an hour would cost most of the time. */
export async function listActiveTopicHours(
  client: ShopClient,
  shopId: string,
  topics: readonly string[],
  from: number,
): Promise<{ topic: string; hours: string }[]> {
  const { rows } = await client.query<{ topic: string; hours: string }>(
    `select topic, string_agg((extract(epoch from hour) / 3600)::int::text, ' ') as hours
       from topic_count where shop_id = $1 and topic = any($2) and hour >= $3 group by topic`,
    [shopId, topics, new Date(from)],
  );
  return rows;
}

const RECEIVED = RECEIVED_FIELDS.map((_, place) => `sum(told[${String(place + 1)}])::text`).join(
  ', ',
);

type ReceivedSums = { topic: string; lately: boolean; deliveries: number; received: string[] };

/**
 * How many deliveries of each topic had each field, in the order of RECEIVED_FIELDS: lately, and before.
 * @param span from when on it is looked, and from when on it is lately, epoch milliseconds
 * @param except topics that are left out
 */
export async function sumReceivedFields(
  client: ShopClient,
  shopId: string,
  { from, lately }: { from: number; lately: number },
  except: readonly string[],
): Promise<ReceivedSums[]> {
  const { rows } = await client.query<ReceivedSums>(
    `select topic, hour >= $3 as lately, sum(processed)::bigint as deliveries, array[${RECEIVED}] as received
       from topic_count
      where shop_id = $1 and hour >= $2 and cardinality(told) > 0 and topic <> all($4)
      group by 1, 2`,
    [shopId, new Date(from), new Date(lately), except],
  );
  return rows;
}

/** Topics that were received and not understood since a moment. */
export async function unknownTopics(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<UnknownTopic[]> {
  const { rows } = await client.query<UnknownTopic>(
    `select topic, sum(unknown)::bigint as count, max(hour) as "lastAt"
       from topic_count where shop_id = $1 and unknown > 0 and hour >= $2
      group by topic order by count desc, topic limit 100`,
    [shopId, new Date(since - (since % DAY))],
  );
  return rows;
}

/** How many unusable deliveries were not kept, because the quarantine was full. */
export async function sumUnkeptDeliveries(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ unkept: number }>(
    'select coalesce(sum(unkept), 0)::bigint as unkept from topic_count where shop_id = $1',
    [shopId],
  );
  return rows[0]?.unkept ?? 0;
}

/** @param before epoch milliseconds */
export async function deleteTopicHours(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<void> {
  await client.query('delete from topic_count where shop_id = $1 and hour < $2', [
    shopId,
    new Date(before),
  ]);
}
