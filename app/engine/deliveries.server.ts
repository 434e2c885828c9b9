import type { ShopClient } from '#app/db.server.ts';
import type { Reading } from '#app/events/event.ts';

/** A delivery taken from the inbox; `seen` when the same one was settled before. */
export type Taken = {
  key: string;
  topic: string;
  receivedAt: number;
  triggeredAt: number | null;
  body: Buffer;
  seen: boolean;
};

/** What became of a delivery. */
export type Settled = {
  delivery: Taken;
  fate: 'processed' | 'unknown' | 'quarantined' | 'repeated';
  reason: string | null;
  reading: Reading | null;
};

/** The oldest waiting deliveries of a shop. */
export async function takeDeliveries(
  client: ShopClient,
  shopId: string,
  limit: number,
): Promise<Taken[]> {
  const { rows } = await client.query<{
    delivery_key: string;
    topic: string;
    received_at: number;
    triggered_at: number | null;
    body: Buffer;
    seen: boolean;
  }>(
    `select delivery_key, topic, received_at, triggered_at, body,
       exists (select from delivery_seen seen
               where seen.shop_id = $1 and seen.delivery_key = inbox.delivery_key) as seen
     from inbox where shop_id = $1 order by received_at, delivery_key limit $2`,
    [shopId, limit],
  );
  return rows.map((row) => ({
    key: row.delivery_key,
    topic: row.topic,
    receivedAt: row.received_at,
    triggeredAt: row.triggered_at,
    body: row.body,
    seen: row.seen,
  }));
}

/** Removes settled deliveries from the inbox, remembers their keys, counts them, keeps the unusable. */
export async function settleDeliveries(
  client: ShopClient,
  shopId: string,
  settled: readonly Settled[],
  now: number,
): Promise<void> {
  if (settled.length === 0) return;
  const keys = settled.map(({ delivery }) => delivery.key);
  const quarantined = settled.filter(({ fate }) => fate === 'quarantined');
  if (quarantined.length > 0) {
    await client.query(
      `insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at, triggered_at)
       select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bytea[], $6::timestamptz[], $7::timestamptz[])
       on conflict do nothing`,
      [
        shopId,
        quarantined.map(({ delivery }) => delivery.key),
        quarantined.map(({ delivery }) => delivery.topic),
        quarantined.map(({ reason }) => reason),
        quarantined.map(({ delivery }) => delivery.body),
        quarantined.map(({ delivery }) => new Date(delivery.receivedAt)),
        quarantined.map(({ delivery }) =>
          delivery.triggeredAt === null ? null : new Date(delivery.triggeredAt),
        ),
      ],
    );
  }
  await client.query('delete from inbox where shop_id = $1 and delivery_key = any($2)', [
    shopId,
    keys,
  ]);
  await client.query(
    `insert into delivery_seen (shop_id, delivery_key, seen_on)
     select $1, key, $3 from unnest($2::text[]) as key on conflict do nothing`,
    [shopId, keys, new Date(now)],
  );
  await client.query(
    `insert into topic_count (shop_id, topic, day, processed, unknown, quarantined, repeated)
     select $1, topic, $2, count(*) filter (where fate = 'processed'), count(*) filter (where fate = 'unknown'),
       count(*) filter (where fate = 'quarantined'), count(*) filter (where fate = 'repeated')
     from unnest($3::text[], $4::text[]) as settled (topic, fate) group by topic
     on conflict (shop_id, topic, day) do update set
       processed = topic_count.processed + excluded.processed, unknown = topic_count.unknown + excluded.unknown,
       quarantined = topic_count.quarantined + excluded.quarantined,
       repeated = topic_count.repeated + excluded.repeated`,
    [
      shopId,
      new Date(now),
      settled.map(({ delivery }) => delivery.topic),
      settled.map(({ fate }) => fate),
    ],
  );
}
