import type { ShopClient } from '#app/platform/db.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { insertMemberships, closeMemberships } from '#app/segments/store/memberships.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';

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
  await closeMemberships(client, shopId, rows('left'));
  await insertMemberships(client, shopId, rows('entered'));
}
