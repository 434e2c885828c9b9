import type { ShopClient } from '#app/platform/db.server.ts';
import {
  keptEvent,
  profileAsOf,
  type KeptEvent,
  type KeptRow,
} from '#app/profiles/profile-as-of.ts';
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
  return profileAsOf(saved, await loadEventsUntil(client, shopId, profileId, at, MOST_EVENTS), at);
}

/**
 * The events kept of a person up to a moment, newest first.
 * @param most no more than so many
 */
export async function loadEventsUntil(
  client: ShopClient,
  shopId: string,
  profileId: string,
  at: number,
  most: number,
): Promise<KeptEvent[]> {
  const { rows } = await client.query<KeptRow>(
    `select kind, at, props from event
      where shop_id = $1 and profile_id = $2 and at <= $3 order by at desc limit $4`,
    [shopId, profileId, new Date(at), most],
  );
  return rows.map(keptEvent);
}
