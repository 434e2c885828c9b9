import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import {
  forgetEventParts,
  forgetEventPartsInSpan,
} from '#app/events/store/profile-events.server.ts';
import { clearIdentityParts } from '#app/profiles/store/identities.server.ts';
import {
  clearJoinCounts,
  countJoins,
  saveProfileJoins,
  closeJoins,
} from '#app/profiles/store/profile-joins.server.ts';
import { deletePartsOf, saveProfileParts } from '#app/profiles/store/profile-parts.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import { changeEvents, groupByEvents } from './change-events.server.ts';

/** Keeps what profiles were before they became one, and why they did. */
export async function saveJoins(
  client: ShopClient,
  shopId: string,
  { parts, joins }: Pick<StateChanges, 'parts' | 'joins'>,
  now: number,
): Promise<void> {
  await saveProfileParts(client, shopId, parts);
  await saveProfileJoins(
    client,
    shopId,
    joins.map((join) => ({ ...join, at: isoTime(join.at) })),
    now,
  );
  await countJoins(
    client,
    shopId,
    joins.map(({ profileId }) => profileId),
    now,
  );
}

/** Forgets the parts of profiles: from then on each is one part, and its joins cannot be split any more. */
export async function deleteProfileParts(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await clearIdentityParts(client, shopId, ids);
  await deletePartsOf(client, shopId, ids);
  await closeJoins(client, shopId, ids);
  await clearJoinCounts(client, shopId, ids);
  const { together, large } = await groupByEvents(client, shopId, ids);
  for (const some of together) await forgetEventParts(client, shopId, some);
  for (const id of large)
    await changeEvents(client, shopId, id, (span) => forgetEventPartsInSpan(client, shopId, span));
}
