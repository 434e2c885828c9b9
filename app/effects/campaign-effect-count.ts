/** Emails of a campaign in one state, of those that did not leave, or not yet, by reason. */
export type CampaignEffectCount = { state: string; reason: string | null; count: number };

/**
 * States of emails that wait or are on their way: a campaign is sent when none of its emails is in one. Those in doubt are not:
 * they are for staff to decide, whenever that is.
 */
export const UNSETTLED_STATES: readonly string[] = ['ready', 'attempted'];
