import type { ShopClient } from '#app/platform/db.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

/** Writes who left and who entered segments. */
export async function saveMemberships(
  client: ShopClient,
  shopId: string,
  changes: StateChanges,
): Promise<void> {
  const rows = (kind: 'entered' | 'left') =>
    changes.memberships
      .filter((change) => change.kind === kind)
      .map(({ segmentKey, profileId, at }) => ({
        segment_key: segmentKey,
        profile_id: profileId,
        at: isoTime(at),
      }));
  await writeRows(
    client,
    shopId,
    `update membership set left_at = greatest(row.at, membership.entered_at)
     from json_to_recordset($2) as row (segment_key text, profile_id uuid, at timestamptz)
     where membership.shop_id = $1 and membership.profile_id = row.profile_id
       and membership.segment_key = row.segment_key and membership.left_at is null`,
    rows('left'),
  );
  await writeRows(
    client,
    shopId,
    `insert into membership (shop_id, segment_key, profile_id, entered_at)
     select $1, segment_key, profile_id, at
     from json_to_recordset($2) as row (segment_key text, profile_id uuid, at timestamptz)
     on conflict (shop_id, segment_key, profile_id, entered_at) do update set left_at = null`,
    rows('entered'),
  );
}
