import type { ShopClient } from '#app/platform/db.server.ts';
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
  const { rows } = await client.query<{ id: string; at: number; delta: Delta | null }>(
    `select found.* from (select distinct id, at from unnest($2::uuid[], $3::timestamptz[]) as all_of (id, at)) as wanted
     cross join lateral (select id, at, delta from event
       where shop_id = $1 and id = wanted.id and at = wanted.at limit 1) as found`,
    [shopId, updates.map(({ id }) => id), updates.map(({ at }) => new Date(at))],
  );
  for (const { id, at, delta } of rows) {
    const known: ProfileState[] = delta === null ? [] : [decodeDelta(delta)];
    const more = updates.flatMap((one) => (one.id === id ? [one.delta] : []));
    const sum = [...known, ...more].reduce(mergeProfiles);
    await client.query('update event set delta = $4 where shop_id = $1 and id = $2 and at = $3', [
      shopId,
      id,
      new Date(at),
      JSON.stringify(encodeDelta(sum)),
    ]);
  }
}
