import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import { listDefinitions } from '#app/definitions/store/definitions.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { offerKind } from './offer-kind.ts';
import type { OfferVersion } from './offer-lookup.ts';

/** The live versions of the offers of a shop; archived ones are made no more and left out. */
export async function loadLiveOffers(client: ShopClient, shopId: string): Promise<OfferVersion[]> {
  const rows = await listDefinitions(client, shopId, offerKind.kind);
  const live = rows.filter(({ archivedAt }) => archivedAt === null);
  return await readVersions(client, shopId, offerKind, liveVersions(live));
}
