import { shopDefinitions } from '#app/definitions/copy-gallery.server.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { listDraftKeys, listNewDrafts } from '#app/definitions/store/drafts.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { JourneyContentSchema } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind, journeyOfVersion } from '#app/journeys/definitions/journey-kind.ts';
import { journeyGallery } from '#app/journeys/gallery.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { JourneyState, ShownJourney } from './shown-journey.ts';

/** The journeys of a shop in the order in which they were made: live and archived ones, then those never published. */
export async function loadShownJourneys(
  client: ShopClient,
  shopId: string,
): Promise<ShownJourney[]> {
  const rows = await shopDefinitions(client, shopId, journeyKind, journeyGallery);
  const states = new Map(rows.map((row) => [row.key, stateOf(row)]));
  // One with a draft is no longer as the gallery has it: its draft must be found.
  const drafted = await listDraftKeys(client, shopId, 'journey');
  const unused = new Set(
    rows.filter(({ isUnused, key }) => isUnused && !drafted.has(key)).map(({ key }) => key),
  );
  const versions = await readVersions(client, shopId, journeyKind, liveVersions(rows));
  const isDrafted = rows.some(({ liveVersion }) => liveVersion === null);
  return [
    ...versions.map((version): ShownJourney => ({
      journey: journeyOfVersion(version),
      state: states.get(version.key) ?? 'live',
      ...(unused.has(version.key) && { isUnused: true }),
    })),
    ...(isDrafted ? (await listNewDrafts(client, shopId, 'journey')).flatMap(draftedJourney) : []),
  ];
}

function stateOf({ archivedAt, pausedAt }: DefinitionRow): JourneyState {
  if (archivedAt !== null) return 'archived';
  return pausedAt === null ? 'live' : 'paused';
}

function draftedJourney({ key, content }: { key: string; content: unknown }): ShownJourney[] {
  const read = JourneyContentSchema.safeParse(content);
  const journey: Journey | null = read.success ? { key, version: 0, ...read.data } : null;
  return journey ? [{ journey, state: 'draft' }] : [];
}
