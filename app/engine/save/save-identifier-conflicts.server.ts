import type { ShopClient } from '#app/platform/db.server.ts';
import {
  commonIdentifiers,
  pairsOf,
  type IdentifierClaim,
} from '#app/profiles/identity/duplicate-pairs.ts';
import {
  insertClaims,
  seeClaims,
  type KnownClaim,
} from '#app/profiles/store/identity-claims.server.ts';
import {
  deleteUnsharedPairs,
  removeShared,
  saveDuplicatePairs,
} from '#app/profiles/store/possible-duplicates.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';

/**
 * Notes which profiles were received with an identifier that another is known by, and that these may be one person.
 * Repeating it only moves the moment they were last seen; what staff decided of a pair stays.
 * @param now epoch milliseconds
 */
export async function saveIdentifierConflicts(
  client: ShopClient,
  shopId: string,
  conflicts: StateChanges['conflicts'],
  now: number,
): Promise<void> {
  const claims = await saveClaims(client, shopId, conflicts, now);
  const common = commonIdentifiers(claims);
  if (common.length > 0) await dropCommon(client, shopId, common, claims);
  const current = new Map(claims.map(({ claimedBy, profileId }) => [claimedBy, profileId]));
  const pairs = pairsOf(claims)
    .map((pair) => ({
      ...pair,
      lowNow: current.get(pair.lowId),
      highNow: current.get(pair.highId),
    }))
    .filter(({ lowNow, highNow }) => lowNow !== highNow);
  // Both ends as they are now; the key is as they were when they were found.
  await saveDuplicatePairs(client, shopId, pairs, now);
}

/** @returns all claims to these identifiers; of those claimed by too many only some */
async function saveClaims(
  client: ShopClient,
  shopId: string,
  conflicts: StateChanges['conflicts'],
  now: number,
): Promise<KnownClaim[]> {
  const claimed = new Map(
    conflicts.flatMap(({ identifier: { kind, value }, profileId, owner }) =>
      [profileId, owner].map((id) => [`${kind}:${value} ${id}`, { kind, value, id }]),
    ),
  );
  const rows = [...claimed.values()];
  await insertClaims(client, shopId, rows, now);
  return await seeClaims(client, shopId, rows, now);
}

/** Takes identifiers that turned out to say nothing out of the pairs, and the pairs that shared nothing else. */
async function dropCommon(
  client: ShopClient,
  shopId: string,
  common: readonly string[],
  claims: readonly IdentifierClaim[],
): Promise<void> {
  const ids = [...new Set(claims.map(({ claimedBy }) => claimedBy))];
  await removeShared(client, shopId, common, ids);
  await deleteUnsharedPairs(client, shopId, ids);
}
