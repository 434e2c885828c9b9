import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import { saveLeadStage } from '#app/pipeline/store/leads.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Brings the one lead of a person to a stage. @param now epoch milliseconds */
export async function putLeadInStage(
  client: ShopClient,
  shopId: string,
  profileId: string,
  stage: LeadStage,
  now: number,
): Promise<void> {
  await saveLeadStage(client, shopId, { id: profileId, profileId, stage, by: 'ann', now });
}
