import { shopDefinitions } from '#app/definitions/copy-gallery.server.ts';
import { readVersions } from '#app/definitions/read-versions.server.ts';
import type { Journey, JourneyVersions } from '#app/journeys/definition.ts';
import { journeyGallery } from '#app/journeys/gallery.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { journeyKind, journeyOfVersion } from './journey-kind.ts';
import { findJourneyVersions, listRunningVersions } from './store/list-journey-versions.server.ts';

/**
 * The journeys that a shop's runs go by: live ones, which start runs, and the versions that people are on besides. A run
 * stays on the version that it entered.
 */
export async function loadJourneyPolicy(
  client: ShopClient,
  shopId: string,
): Promise<Required<JourneyVersions>> {
  await shopDefinitions(client, shopId, journeyKind, journeyGallery);
  const rows = await listRunningVersions(client, shopId);
  const started = rows.filter(({ isStarted }) => isStarted);
  const earlier = rows.filter(({ isStarted }) => !isStarted);
  const paused = rows.filter(({ isPaused }) => isPaused);
  return {
    journeys: (await readVersions(client, shopId, journeyKind, started)).map(journeyOfVersion),
    earlierJourneys: (await readVersions(client, shopId, journeyKind, earlier)).map(
      journeyOfVersion,
    ),
    pausedKeys: new Set(paused.map(({ key }) => key)),
  };
}

/** The versions of journeys that some runs are on, to name their steps. */
export async function loadVersionsOfRuns(
  client: ShopClient,
  shopId: string,
  runs: readonly { journeyKey: string; version: number }[],
): Promise<Journey[]> {
  if (runs.length === 0) return [];
  const rows = await findJourneyVersions(client, shopId, runs);
  return (await readVersions(client, shopId, journeyKind, rows)).map(journeyOfVersion);
}
