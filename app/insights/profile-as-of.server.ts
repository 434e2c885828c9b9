import type { ShopClient } from '#app/db.server.ts';
import type { Happening } from '#app/events/event.ts';
import { profileAsOf, type KeptEvent } from '#app/profiles/profile-as-of.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import type { ToldTraits } from '#app/profiles/told-traits.ts';

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
  return profileAsOf(saved, await keptEvents(client, shopId, profileId, at, MOST_EVENTS), at);
}

/**
 * The events kept of a person up to a moment, newest first.
 * @param most no more than so many
 */
export async function keptEvents(
  client: ShopClient,
  shopId: string,
  profileId: string,
  at: number,
  most: number,
): Promise<KeptEvent[]> {
  const { rows } = await client.query<{
    kind: Happening['kind'];
    at: number;
    props: object & { told?: ToldTraits };
  }>(
    `select kind, at, props from event
      where shop_id = $1 and profile_id = $2 and at <= $3 order by at desc limit $4`,
    [shopId, profileId, new Date(at), most],
  );
  return rows.map(({ kind, at: moment, props: { told, ...props } }) => {
    // The row was written from a happening of this kind.
    return { at: moment, happening: { kind, ...props } as Happening, told: told ?? null };
  });
}
