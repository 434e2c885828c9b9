import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { ProfilePart } from '#app/profiles/profile-parts.ts';
import type { CartToken } from '#app/profiles/carts/without-cart.ts';

/** Saves profiles, each once, as they were before they were merged with others. */
export async function saveProfileParts(
  client: ShopClient,
  shopId: string,
  parts: readonly ProfilePart[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into profile_part (shop_id, id, profile_id, state, segments)
     select $1, id, "profileId", state, segments
     from json_to_recordset($2) as row (id uuid, "profileId" uuid, state json, segments json)
     on conflict (shop_id, id) do update set profile_id = excluded.profile_id, state = excluded.state,
       segments = excluded.segments`,
    parts,
  );
}

/** The parts that a profile remembers. */
export async function loadProfileParts(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<Omit<ProfilePart, 'profileId'>[]> {
  const { rows } = await client.query<Omit<ProfilePart, 'profileId'>>(
    'select id, state, segments from profile_part where shop_id = $1 and profile_id = $2',
    [shopId, profileId],
  );
  return rows;
}

/** Forgets the parts of profiles. */
export async function deletePartsOf(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<void> {
  await client.query('delete from profile_part where shop_id = $1 and profile_id = any($2)', [
    shopId,
    profileIds,
  ]);
}

/** Takes a cart or checkout, where it is the newest of its kind, off what profiles remember of their parts. */
export async function removeCartFromParts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { kind, token }: CartToken,
): Promise<void> {
  await client.query(
    `update profile_part set state = (select json_object_agg(key, value) from json_each(state) where key <> $3)
      where shop_id = $1 and profile_id = any($2) and state -> $3::text ->> 'token' = $4`,
    [shopId, profileIds, kind, token],
  );
}
