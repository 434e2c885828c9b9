import type { ShopClient } from '#app/platform/db.server.ts';
import type { ProfileProblem } from '#app/profiles/profile-problems.ts';
import { clearNextChanges } from '#app/profiles/store/next-changes.server.ts';
import { noteProfileProblems } from '#app/profiles/store/profile-problems.server.ts';

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
  await clearNextChanges(
    client,
    shopId,
    problems.map(({ profileId }) => profileId),
  );
  await noteProfileProblems(client, shopId, 'score', problems, now);
}
