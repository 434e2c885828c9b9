import type { CampaignOutcome } from './campaign-outcome.ts';
import { campaignPhase, isFinishedCampaign } from './campaign.ts';
import { noteCampaign, type CampaignChange } from './note-campaign.server.ts';
import { saveCampaignArchived } from './store/campaign-counts.server.ts';
import { lockCampaign } from './store/campaigns.server.ts';

/** Takes a campaign of which nothing more is sent out of the lists, or back into them; all that is known of it stays. */
export async function archiveCampaign(
  { client, shopId, by, now }: CampaignChange,
  { id, intent }: { id: string; intent: 'archive' | 'restore' },
): Promise<CampaignOutcome> {
  const known = await lockCampaign(client, shopId, id);
  const isArchiving = intent === 'archive';
  if (!known || !isFinishedCampaign(campaignPhase(known))) return { outcome: 'too_late' };
  if ((known.archivedAt === null) !== isArchiving) return { outcome: 'too_late' };
  await saveCampaignArchived(client, shopId, id, isArchiving ? now : null);
  const action = isArchiving ? 'archived' : 'restored';
  await noteCampaign(client, shopId, { by, action, campaign: known, after: null }, now);
  return isArchiving ? { outcome: 'archived', id } : { outcome: 'restored' };
}
