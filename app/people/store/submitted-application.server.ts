import type { ShopClient } from '#app/platform/db.server.ts';
import type { PendingReviews } from '#app/people/page/person-tasks.ts';

/** The oldest wholesale application that a person sent, verified, and that was not answered; null without one. */
export async function submittedApplication(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PendingReviews['application']> {
  const { rows } = await client.query<{ id: string; submittedAt: number }>(
    `select application.id, submitted_at as "submittedAt"
       from identity join application on application.shop_id = $1 and application.email = identity.value
      where identity.shop_id = $1 and identity.profile_id = $2 and identity.kind = 'email'
        and application.state = 'submitted' and verified_at is not null
      order by submitted_at limit 1`,
    [shopId, profileId],
  );
  return rows[0] ?? null;
}
