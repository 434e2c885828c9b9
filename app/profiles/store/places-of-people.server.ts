import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** The newest country and region that are known of a person. */
export type PlaceOfPersonRow = Pick<ProfileState, 'country' | 'region'> & { profileId: string };

/** Where people are, as of now. */
export async function placesOfPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<PlaceOfPersonRow[]> {
  const { rows } = await client.query<PlaceOfPersonRow>(
    `select id as "profileId", state -> 'country' as country, state -> 'region' as region from profile
      where shop_id = $1 and id = any($2::uuid[])`,
    [shopId, profileIds],
  );
  return rows;
}
