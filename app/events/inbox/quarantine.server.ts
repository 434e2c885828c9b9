import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage, type ListView } from '#app/lib/list-view.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import {
  deleteQuarantined,
  findQuarantined,
  findQuarantinedBody,
  lockQuarantined,
  markReplayed,
  quarantineUse,
} from '#app/events/inbox/store/quarantined.server.ts';
import { sumUnkeptDeliveries } from '#app/events/inbox/store/topic-hours.server.ts';
import type { QuarantineList } from './quarantine.ts';
import { storeDeliveries } from './intake.server.ts';
import { isQuarantineFull } from './quarantine-quota.server.ts';

/** How many a page of the list holds. */
const QUARANTINE_SHOWN = 100;

/** Quarantined deliveries that were not replayed yet. `search` is looked for in topic and reason. */
export async function listQuarantine(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<QuarantineList> {
  const found = await findQuarantined(client, shopId, view, QUARANTINE_SHOWN);
  const unkept = await sumUnkeptDeliveries(client, shopId);
  const use = await quarantineUse(client, shopId);
  const { rows: deliveries, hasMore } = rowPage(found, QUARANTINE_SHOWN);
  return {
    deliveries,
    hasMore,
    waiting: use.deliveries,
    isFull: isQuarantineFull(use),
    unkept,
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
  const deleted = await deleteQuarantined(client, shopId, keys);
  for (const { key, topic, reason } of deleted) {
    const before = { topic, reason };
    const subject = `delivery:${key}`;
    const entry = { actor, action: 'delivery.discarded', subject, before, after: null };
    await recordAudit(client, shopId, entry, now);
  }
  return deleted.length;
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
  const rows = await lockQuarantined(client, shopId, keys);
  const readable = rows.flatMap((row) => {
    const { bytes, fault } = quarantinedBody(client, shopId, row.key, row.body);
    return fault === null ? [{ ...row, body: bytes }] : [];
  });
  const opened = readable.map(({ key }) => key);
  await markReplayed(client, shopId, opened, now);
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
  const sealed = await findQuarantinedBody(client, shopId, key);
  if (sealed === null) return null;
  const subject = `delivery:${key}`;
  const entry = { actor, action: 'delivery.viewed', subject, before: null, after: null };
  await recordAudit(client, shopId, entry, now);
  const { bytes, fault } = quarantinedBody(client, shopId, key, sealed);
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
