import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import { DAY } from '#app/lib/duration.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import type { Quarantined, QuarantineList, UnknownTopic } from './quarantine.ts';
import { storeDeliveries, type Delivery } from './intake.server.ts';
import { isQuarantineFull, quarantineUse } from './quarantine-quota.server.ts';

/** How many a page of the list holds. */
const QUARANTINE_SHOWN = 100;

/** Quarantined deliveries that were not replayed yet. `search` is looked for in topic and reason. */
export async function listQuarantine(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<QuarantineList> {
  const { rows } = await client.query<Quarantined>(
    `select delivery_key as key, topic, reason, received_at as "receivedAt"
       from quarantine
      where shop_id = $1 and replayed_at is null
        and (position($2 in lower(topic)) > 0 or position($2 in lower(reason)) > 0)
      order by received_at ${sqlOrder(view)}, delivery_key limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, QUARANTINE_SHOWN)],
  );
  const { rows: counts } = await client.query<{ unkept: number }>(
    'select coalesce(sum(unkept), 0)::bigint as unkept from topic_count where shop_id = $1',
    [shopId],
  );
  const use = await quarantineUse(client, shopId);
  const { rows: deliveries, hasMore } = rowPage(rows, QUARANTINE_SHOWN);
  return {
    deliveries,
    hasMore,
    waiting: use.deliveries,
    isFull: isQuarantineFull(use),
    unkept: counts[0]?.unkept ?? 0,
  };
}

/**
 * Deletes deliveries that will not be replayed, so that there is room for others.
 * @returns how many were deleted
 */
export async function discardDeliveries(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  actor: string,
  now: number,
): Promise<number> {
  const { rows } = await client.query<{ key: string; topic: string; reason: string }>(
    `delete from quarantine where shop_id = $1 and delivery_key = any($2) and replayed_at is null
      returning delivery_key as key, topic, reason`,
    [shopId, keys],
  );
  for (const { key, topic, reason } of rows) {
    const before = { topic, reason };
    const subject = `delivery:${key}`;
    const entry = { actor, action: 'delivery.discarded', subject, before, after: null };
    await recordAudit(client, shopId, entry, now);
  }
  return rows.length;
}

/**
 * Puts deliveries back into the inbox, each once however often it is asked for: the key of the replay is
 * derived from the delivery's own. One whose body cannot be opened stays where it is.
 * @returns how many were put back
 */
export async function replayDeliveries(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  actor: string,
  now: number,
): Promise<number> {
  const { rows } = await client.query<Delivery & { body: Buffer }>(
    `select delivery_key as key, topic, received_at as "receivedAt", triggered_at as "triggeredAt", body
       from quarantine where shop_id = $1 and delivery_key = any($2) and replayed_at is null
      order by delivery_key for update`,
    [shopId, keys],
  );
  const readable = rows.flatMap((row) => {
    const { bytes, fault } = quarantinedBody(client, shopId, row.key, row.body);
    return fault === null ? [{ ...row, body: bytes }] : [];
  });
  await client.query(
    'update quarantine set replayed_at = $3 where shop_id = $1 and delivery_key = any($2)',
    [shopId, readable.map(({ key }) => key), new Date(now)],
  );
  await storeDeliveries(
    client,
    shopId,
    readable.map((delivery) => ({ ...delivery, key: replayOf(delivery.key) })),
  );
  for (const { key } of readable) {
    const after = { key: replayOf(key) };
    const entry = { actor, action: 'delivery.replayed', subject: `delivery:${key}`, after };
    await recordAudit(client, shopId, { ...entry, before: null }, now);
  }
  return readable.length;
}

function replayOf(key: string): string {
  return `replay:${key}`;
}

/** What did not open in the inbox came here as it was stored there, and may open again with a key that is put back. */
function quarantinedBody(
  client: ShopClient,
  shopId: string,
  key: string,
  stored: Buffer,
): { bytes: Buffer; fault: string | null } {
  const kept = openStored(client, placeIn('quarantine', shopId, key), stored);
  return kept.fault === null ? openStored(client, placeIn('inbox', shopId, key), kept.bytes) : kept;
}

/**
 * The body of a delivery as readable text, or why it cannot be read. It may hold personal data, so viewing it is audited.
 * @returns null when there is no such delivery
 */
export async function viewBody(
  client: ShopClient,
  shopId: string,
  key: string,
  actor: string,
  now: number,
): Promise<string | null> {
  const { rows } = await client.query<{ body: Buffer }>(
    'select body from quarantine where shop_id = $1 and delivery_key = $2',
    [shopId, key],
  );
  const [row] = rows;
  if (!row) return null;
  const subject = `delivery:${key}`;
  const entry = { actor, action: 'delivery.viewed', subject, before: null, after: null };
  await recordAudit(client, shopId, entry, now);
  const { bytes, fault } = quarantinedBody(client, shopId, key, row.body);
  return fault ?? readable(bytes.toString('utf8'));
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    // What is no JSON may be here for just that reason; it is shown as it came.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
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
