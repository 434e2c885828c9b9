import { z } from 'zod';

/** Emails of a campaign in one state, of those that did not leave, or not yet, by reason. */
export const CampaignEffectCount = z.object({
  state: z.string(),
  reason: z.string().nullable(),
  count: z.number().int(),
});
export type CampaignEffectCount = z.infer<typeof CampaignEffectCount>;

/**
 * States of emails that wait or are on their way: a campaign is sent when none of its emails is in one. Those in doubt are not:
 * they are for staff to decide, whenever that is.
 */
export const UNSETTLED_STATES: readonly string[] = ['ready', 'attempted'];

/** Why an email of a campaign waits that had no room in its minute. */
export const CAMPAIGN_PACE = 'campaign_pace';
