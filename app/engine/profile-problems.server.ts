import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileProblemKind } from './profile-problems.ts';

/** Why: what is known of it cannot be read, or the app made an error. */
export type ProfileProblem = { profileId: string; reason: 'unreadable' | 'error' };

/** Notes profiles of which something could not be found, for people to see and to try again. */
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
 * Marks profiles as failed that cannot be scored. Each keeps the score it has, and is not due by time alone until something
 * happens to it or it is tried again.
 */
export async function failProfiles(
  client: ShopClient,
  shopId: string,
  problems: readonly ProfileProblem[],
  now: number,
): Promise<void> {
  if (problems.length === 0) return;
  await client.query(
    'update profile set next_change_at = null where shop_id = $1 and id = any($2)',
    [shopId, problems.map(({ profileId }) => profileId)],
  );
  await noteProfileProblems(client, shopId, 'score', problems, now);
}
