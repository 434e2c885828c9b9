import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { selectCampaignNames } from '#app/campaigns/store/campaign-names.server.ts';
import { withCampaignNames } from './with-campaign-names.ts';

/** Names with those of the campaigns, where messages, decisions and plans are listed. */
export async function addCampaignNames(
  client: ShopClient,
  shopId: string,
  names: DefinitionNames,
): Promise<DefinitionNames> {
  return withCampaignNames(names, await selectCampaignNames(client, shopId));
}
