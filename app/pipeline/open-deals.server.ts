import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import type { OpenDeals } from '#app/messages/planner/load-planned-people.server.ts';
import { selectLeadsInStages } from './store/leads.server.ts';

/** From the moment at which a lead may buy until it is won or lost sales talks with the person. */
const DEAL_STAGES: readonly LeadStage[] = ['qualified', 'opportunity'];

/** Those of some people with whom sales has an open deal, and since when their lead stands where it does, epoch milliseconds. */
export const openDeals: OpenDeals = async (client, shopId, profileIds) => {
  if (profileIds.length === 0) return new Map();
  const leads = await selectLeadsInStages(client, shopId, profileIds, DEAL_STAGES);
  return new Map(leads.map(({ profileId, changedAt }) => [profileId, changedAt]));
};
