import type { ShopClient } from '#app/platform/db.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { normalizeText } from '#app/lib/normalize-text.ts';
import { saveProfileScores } from '#app/profiles/store/save-profiles.server.ts';
import type { AssessedProfile } from '#app/engine/load/loaded-state.ts';

/** Writes what time alone changed of people; what is known of them stays as it is saved. */
export async function saveScores(
  client: ShopClient,
  shopId: string,
  profiles: readonly AssessedProfile[],
): Promise<void> {
  const rows = profiles.map(({ id, score, stage, nextChangeAt }) => ({
    id,
    ...score,
    comparable: normalizeText(score.grade),
    stage,
    next: isoTime(nextChangeAt),
  }));
  await saveProfileScores(client, shopId, rows);
}
