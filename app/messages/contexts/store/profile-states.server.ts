import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** The states of profiles by their ids; those that are gone are left out. */
export async function selectProfileStates(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<{ id: string; state: ProfileState }[]> {
  const { rows } = await client.query<{ id: string; state: ProfileState }>(
    'select id, state from profile where shop_id = $1 and id = any($2::uuid[])',
    [shopId, ids],
  );
  return rows;
}
