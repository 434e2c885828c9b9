import type { ShopClient } from '#app/platform/db.server.ts';
import { saveKnownProfiles } from '#app/profiles/store/save-profiles.server.ts';
import { failProfiles } from '#app/engine/profile-problems.server.ts';
import type { UnscoredProfile } from '#app/engine/load/loaded-state.ts';
import { knownRow } from './profile-row.ts';

/**
 * Writes what is known of profiles that could not be scored, and that they could not.
 * @param currency the shop's, in which the spend is listed
 */
export async function saveUnscored(
  client: ShopClient,
  shopId: string,
  unscored: readonly UnscoredProfile[],
  currency: string,
  now: number,
): Promise<void> {
  const rows = unscored.flatMap(({ id, isReceived, state }) =>
    isReceived && state !== null ? [knownRow({ id, state }, currency)] : [],
  );
  await saveKnownProfiles(client, shopId, rows);
  const problems = unscored.map(({ id, reason }) => ({ profileId: id, reason }));
  await failProfiles(client, shopId, problems, now);
}
