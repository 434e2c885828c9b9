import type { ShopClient } from '#app/platform/db.server.ts';
import { hasOpenDuplicate } from '#app/people/store/possible-duplicates.server.ts';
import { submittedApplication } from '#app/people/store/submitted-application.server.ts';
import type { PendingReviews } from './person-tasks.ts';

/** Reads what needs a review about a person. */
export async function loadPendingReviews(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PendingReviews> {
  return {
    application: await submittedApplication(client, shopId, profileId),
    hasDuplicate: await hasOpenDuplicate(client, shopId, profileId),
  };
}
