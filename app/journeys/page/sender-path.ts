import { campaignIdOf } from '#app/effects/campaign-key.ts';

/** The page of what a message belongs to: a journey or a campaign, by the key that messages bear. */
export function senderPath(journeyKey: string): string {
  const campaign = campaignIdOf(journeyKey);
  return campaign === null ? `/app/journeys/${journeyKey}` : `/app/campaigns/${campaign}`;
}
