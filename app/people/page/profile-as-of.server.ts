import type { ShopClient } from '#app/platform/db.server.ts';
import { eventsUntil } from '#app/people/store/events-until.server.ts';
import { profileAsOf } from '#app/profiles/profile-as-of.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** The newest events up to the moment that are read; only machines do more, and their scores are at the caps. */
const MOST_EVENTS = 20_000;

/**
 * What scores read of a profile as it was at a moment, from the events kept of the person.
 * @param saved the profile as it is now
 * @param at epoch milliseconds
 */
export async function loadProfileAsOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
  saved: ProfileState,
  at: number,
): Promise<ProfileState> {
  return profileAsOf(saved, await eventsUntil(client, shopId, profileId, at, MOST_EVENTS), at);
}
