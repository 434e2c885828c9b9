import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { FailedProfile } from '#app/profiles/failed-profiles.ts';
import type { ProfileProblem, ProfileProblemKind } from '#app/profiles/profile-problems.ts';

/**
 * Notes profiles of which something could not be found, for people to see and to try again. Of one that is there twice
 * the last reason counts.
 * @param now epoch milliseconds
 */
export async function noteProfileProblems(
  client: ShopClient,
  shopId: string,
  kind: ProfileProblemKind,
  problems: readonly ProfileProblem[],
  now: number,
): Promise<void> {
  if (problems.length === 0) return;
  const reasons = new Map(problems.map(({ profileId, reason }) => [profileId, reason]));
  await client.query(
    `insert into profile_problem (shop_id, profile_id, kind, reason, at)
     select $1, profile.id, $4, problem.reason, $5
       from unnest($2::uuid[], $3::text[]) as problem (profile_id, reason)
       join profile on profile.shop_id = $1 and profile.id = problem.profile_id
     on conflict (shop_id, profile_id, kind) do update set reason = excluded.reason, at = excluded.at`,
    [shopId, [...reasons.keys()], [...reasons.values()], kind, new Date(now)],
  );
}

/** Forgets problems of profiles of which it was found after all. */
export async function clearProfileProblems(
  client: ShopClient,
  shopId: string,
  kind: ProfileProblemKind,
  profileIds: readonly string[],
): Promise<void> {
  if (profileIds.length === 0) return;
  await client.query(
    'delete from profile_problem where shop_id = $1 and kind = $2 and profile_id = any($3)',
    [shopId, kind, profileIds],
  );
}

/**
 * A page of the profiles with a problem, and one more if there are more.
 * @param view `search` is looked for in the person and the reason
 */
export async function selectFailedProfiles(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
  pageSize: number,
): Promise<FailedProfile[]> {
  const { rows } = await client.query<FailedProfile>(
    `select kind || ':' || profile_id as key, kind, profile_id as "profileId", name, email, reason,
            at as "failedAt"
       from profile_problem join profile on profile.shop_id = $1 and profile.id = profile_id
      where profile_problem.shop_id = $1
        and position($2 in lower(concat_ws(' ', name, email, kind, reason))) > 0
      order by at ${sqlOrder(view)}, profile_id, kind limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, pageSize)],
  );
  return rows;
}

/** How many problems there are. */
export async function countProfileProblems(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ waiting: number }>(
    'select count(*) as waiting from profile_problem where shop_id = $1',
    [shopId],
  );
  return rows[0]?.waiting ?? 0;
}

/**
 * Takes problems off the list.
 * @param keys of `FailedProfile`
 * @returns those that were on it
 */
export async function takeProfileProblems(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
): Promise<{ id: string; kind: ProfileProblemKind; reason: string }[]> {
  const { rows } = await client.query<{ id: string; kind: ProfileProblemKind; reason: string }>(
    `delete from profile_problem where shop_id = $1 and kind || ':' || profile_id = any($2)
      returning profile_id as id, kind, reason`,
    [shopId, keys],
  );
  return rows;
}
