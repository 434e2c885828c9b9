import type { ShopClient } from '#app/platform/db.server.ts';
import { eventsUntil } from '#app/people/store/events-until.server.ts';
import { personState } from '#app/people/store/person-row.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import { scoreModelVersions } from '#app/scoring/store/score-models.server.ts';
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
  const state = await personState(client, shopId, profileId);
  if (state === null) return null;
  const events = await eventsUntil(client, shopId, profileId, now, MOST_EVENTS);
  const models = await scoreModelVersions(client, shopId);
  return scoreCurve(savedProfile(state), events, models, now);
}
