import type { ShopClient } from '#app/platform/db.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { scoreModelVersions } from '#app/scoring/score-models.server.ts';
import { loadEventsUntil } from './profile-as-of.server.ts';
import { scoreCurve, type ScoreCurve } from './score-curve.ts';

/** Each of the curve's points goes through the events. */
const MOST_EVENTS = 5_000;

/** The score of a person through time; null when the shop has no such person. */
export async function loadScoreCurve(
  client: ShopClient,
  shopId: string,
  profileId: string,
  now: number,
): Promise<ScoreCurve | null> {
  const { rows } = await client.query<{ state: ProfileState }>(
    'select state from profile where shop_id = $1 and id = $2',
    [shopId, profileId],
  );
  const [row] = rows;
  if (!row) return null;
  const events = await loadEventsUntil(client, shopId, profileId, now, MOST_EVENTS);
  const models = await scoreModelVersions(client, shopId);
  return scoreCurve(savedProfile(row.state), events, models, now);
}
