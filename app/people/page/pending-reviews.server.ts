import type { ShopClient } from '#app/platform/db.server.ts';
import { OPEN_PAIR } from './list-duplicates.server.ts';
import type { PendingReviews } from './person-tasks.ts';

/** Reads what needs a review about a person. */
export async function loadPendingReviews(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PendingReviews> {
  const { rows: applications } = await client.query<{ id: string; submittedAt: number }>(
    `select application.id, submitted_at as "submittedAt"
       from identity join application on application.shop_id = $1 and application.email = identity.value
      where identity.shop_id = $1 and identity.profile_id = $2 and identity.kind = 'email'
        and application.state = 'submitted' and verified_at is not null
      order by submitted_at limit 1`,
    [shopId, profileId],
  );
  const { rows: duplicates } = await client.query(
    `select from possible_duplicate pair
      where ${OPEN_PAIR} and (low_profile_id = $2 or high_profile_id = $2) limit 1`,
    [shopId, profileId],
  );
  return { application: applications[0] ?? null, hasDuplicate: duplicates.length > 0 };
}
