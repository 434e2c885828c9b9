import { recordAudit } from '#app/audit/record-audit.server.ts';
import { contentDigest } from '#app/definitions/content-digest.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { Campaign } from './campaign.ts';

/** Who changes a campaign, and when, epoch milliseconds. */
export type CampaignChange = { client: ShopClient; shopId: string; by: string; now: number };

/** Notes in the audit log what staff did to a campaign. @param now epoch milliseconds */
export async function noteCampaign(
  client: ShopClient,
  shopId: string,
  {
    by,
    action,
    campaign: { id, content },
    after,
  }: { by: string; action: string; campaign: Campaign; after: object | null },
  now: number,
): Promise<void> {
  const entry = { actor: by, action: `campaign.${action}`, subject: `campaign:${id}` };
  const before = { name: content.name, digest: contentDigest(content) };
  await recordAudit(client, shopId, { ...entry, before, after }, now);
}
