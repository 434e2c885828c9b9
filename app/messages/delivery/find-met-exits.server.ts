import type { DueEffect } from '#app/effects/due-effect.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadMemberships } from '#app/segments/store/memberships.server.ts';

/**
 * The exit condition of its journey that holds of each mail's person now, as the reason of an exit, by the keys of the
 * mails. A run that exits takes its mails along; this is for runs that came to their end while a mail of theirs waited. Only
 * mails whose journey has such conditions are looked up.
 */
export async function findMetExits(
  client: ShopClient,
  shopId: string,
  effects: readonly DueEffect<'email'>[],
): Promise<ReadonlyMap<string, string>> {
  const asking = effects.flatMap(({ key, profileId, payload: { exits = [] } }) =>
    profileId === null || exits.length === 0 ? [] : [{ key, profileId, exits }],
  );
  if (asking.length === 0) return new Map();
  const people = [...new Set(asking.map(({ profileId }) => profileId))];
  const known = await loadMemberships(client, shopId, people);
  const open = new Set(known.map(({ profileId, segmentKey }) => `${profileId} ${segmentKey}`));
  return new Map(
    asking.flatMap(({ key, profileId, exits }) => {
      const met = exits.find(
        ({ segment, kind }) => open.has(`${profileId} ${segment}`) === (kind === 'entered'),
      );
      return met ? [[key, `segment_${met.kind}`]] : [];
    }),
  );
}
