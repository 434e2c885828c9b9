import type { ShopClient } from '#app/platform/db.server.ts';
import { splitEventSpan } from '#app/events/store/profile-events.server.ts';
import { changeEvents } from '#app/engine/save/change-events.server.ts';
import { moveSplitRows } from '#app/profiles/store/split-profiles.server.ts';
import type { SplitSide } from '#app/profiles/identity/split.ts';

/**
 * Gives one of two people what is theirs: what their parts were received with, and what follows from that. What
 * cannot be attributed stays with the profile that remains.
 * @param profileId the profile that was split, and that remains
 */
export async function moveSplitSide(
  client: ShopClient,
  shopId: string,
  profileId: string,
  side: SplitSide,
): Promise<void> {
  const { id, parts } = side;
  // Events are many, and go first: rows that are tied to events follow them.
  await changeEvents(client, shopId, profileId, (span) =>
    splitEventSpan(client, shopId, span, id, parts),
  );
  await moveSplitRows(client, shopId, profileId, side);
}
