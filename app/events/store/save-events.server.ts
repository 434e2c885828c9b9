import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';

const SAVE = `insert into event (shop_id, id, at, profile_id, part_id, kind, topic, props, delta)
  select $1, id, at, profile_id, part_id, kind, topic, props, delta
  from json_to_recordset($2) as row (id uuid, at timestamptz, profile_id uuid, part_id uuid, kind text,
    topic text, props json, delta json)
  on conflict do nothing`;

/** Saves events, each once for ever; what is there already stays as it is. */
export async function saveEvents(
  client: ShopClient,
  shopId: string,
  events: readonly StatementRow<typeof SAVE>[],
): Promise<void> {
  await writeRows(client, shopId, SAVE, events);
}
