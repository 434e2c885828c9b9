import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { StageKey } from '#app/segments/ready/lifecycle.ts';

/** A person as saved; `stageSince` is when they came into their stage, epoch milliseconds, null when not noted. */
type PersonRow = {
  state: ProfileState;
  name: string | null;
  email: string | null;
  stage: StageKey;
  stageSince: number | null;
};

/** One person; null when the shop has no such person. */
export async function personRow(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonRow | null> {
  const { rows } = await client.query<PersonRow>(
    `select state, name, email, stage,
            (select entered_at from membership
              where shop_id = $1 and profile_id = $2 and segment_key = stage and left_at is null) as "stageSince"
       from profile where shop_id = $1 and id = $2`,
    [shopId, profileId],
  );
  return rows[0] ?? null;
}

/** The saved state of a person; null when the shop has no such person. */
export async function personState(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<ProfileState | null> {
  const { rows } = await client.query<{ state: ProfileState }>(
    'select state from profile where shop_id = $1 and id = $2',
    [shopId, profileId],
  );
  return rows[0]?.state ?? null;
}
