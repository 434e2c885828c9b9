import type { ShopClient } from '#app/platform/db.server.ts';
import { loadEventDeltas, saveEventDelta } from '#app/events/store/event-deltas.server.ts';
import { mergeProfiles } from '#app/profiles/identity/merge-profiles.ts';
import { decodeDelta, encodeDelta, type Delta } from '#app/profiles/profile-parts.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';

/** Adds to events of earlier batches what they added to their profiles when they were sent again. */
export async function saveDeltaUpdates(
  client: ShopClient,
  shopId: string,
  updates: StateChanges['deltaUpdates'],
): Promise<void> {
  if (updates.length === 0) return;
  for (const { id, at, delta } of await loadEventDeltas(client, shopId, updates)) {
    // As `encodeDelta` made it.
    const known: ProfileState[] = delta === null ? [] : [decodeDelta(delta as Delta)];
    const more = updates.flatMap((one) => (one.id === id ? [one.delta] : []));
    const sum = [...known, ...more].reduce(mergeProfiles);
    await saveEventDelta(client, shopId, { id, at, delta: encodeDelta(sum) });
  }
}
