import { shopDefinitions } from '#app/definitions/copy-gallery.server.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import { listNewDrafts } from '#app/definitions/store/drafts.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { JourneyContentSchema } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind, journeyOfVersion } from '#app/journeys/definitions/journey-kind.ts';
import { journeyGallery } from '#app/journeys/gallery.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ShownJourney } from './shown-journey.ts';

/** The journeys of a shop in the order in which they were made: live and archived ones, then those never published. */
export async function loadShownJourneys(
  client: ShopClient,
  shopId: string,
): Promise<ShownJourney[]> {
  const rows = await shopDefinitions(client, shopId, journeyKind, journeyGallery);
  const archived = new Set(rows.flatMap(({ key, archivedAt }) => (archivedAt === null ? [] : key)));
  const versions = await readVersions(client, shopId, journeyKind, liveVersions(rows));
  const isDrafted = rows.some(({ liveVersion }) => liveVersion === null);
  return [
    ...versions.map((version): ShownJourney => {
      const state = archived.has(version.key) ? 'archived' : 'live';
      return { journey: journeyOfVersion(version), state };
    }),
    ...(isDrafted ? (await listNewDrafts(client, shopId, 'journey')).flatMap(draftedJourney) : []),
  ];
}

function draftedJourney({ key, content }: { key: string; content: unknown }): ShownJourney[] {
  const read = JourneyContentSchema.safeParse(content);
  const journey: Journey | null = read.success ? { key, version: 0, ...read.data } : null;
  return journey ? [{ journey, state: 'draft' }] : [];
}
