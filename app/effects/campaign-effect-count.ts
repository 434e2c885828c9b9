/** Emails of a campaign in one state, of those that did not leave, or not yet, by reason. */
export type CampaignEffectCount = { state: string; reason: string | null; count: number };
