import { rankingOf } from '#app/journeys/coverage/opportunities.ts';
import type { GalleryJourney } from '#app/journeys/gallery/gallery-journey.ts';
import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
import { MOST_RANKED } from '#app/journeys/replay/replay-record.ts';
import { isReplayable } from '#app/journeys/replay/request-replay.server.ts';
import { loadRankedReplays } from '#app/journeys/replay/store/ranked-replays.server.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { segmentSizes } from '#app/segments/page/list-segments.server.ts';
import { coverageMap, type CoverageMap, type GapFill } from './coverage-map.ts';
import type { CoveragePageData } from './coverage-page.ts';
import { loadShownJourneys } from './shown-journeys.server.ts';

/**
 * The stages of a shop with its journeys and gaps, and the newest ranking of what fills them.
 * @param currency in which it is ranked
 */
export async function loadCoveragePage(
  client: ShopClient,
  shopId: string,
  currency: string,
): Promise<CoveragePageData> {
  const map = await loadCoverageMap(client, shopId);
  const live = new Set(
    [...map.rows.flatMap(({ journeys }) => journeys), ...map.others]
      .filter(({ state }) => state === 'live')
      .map(({ key }) => key),
  );
  const replays = await loadRankedReplays(client, shopId, MOST_RANKED);
  const fills = fillsOfMap(map);
  const rankable = new Set(rankableJourneys(map).map(({ journey }) => journey.key));
  return {
    map,
    ranking: rankingOf(replays, galleryJourneys, currency, (key) => live.has(key)),
    rankable: rankable.size,
    unrankable: fills.filter(({ key }) => !rankable.has(key)),
  };
}

/** The journeys of the gallery that fill a gap of a shop and can be replayed, in the order of the stages. */
export async function findOpportunities(
  client: ShopClient,
  shopId: string,
): Promise<GalleryJourney[]> {
  return rankableJourneys(await loadCoverageMap(client, shopId));
}

async function loadCoverageMap(client: ShopClient, shopId: string): Promise<CoverageMap> {
  const journeys = await loadShownJourneys(client, shopId);
  const versions = await loadEmails(client, shopId);
  const emails = new Map([...versions].map(([key, { content }]) => [key, content]));
  const sizes = await segmentSizes(client, shopId);
  return coverageMap({ journeys, emails, sizes, gallery: galleryJourneys });
}

function fillsOfMap({ rows }: CoverageMap): GapFill[] {
  return rows.flatMap(({ gap }) => gap?.fills ?? []);
}

function rankableJourneys(map: CoverageMap): GalleryJourney[] {
  const keys = fillsOfMap(map).map(({ key }) => key);
  return keys.flatMap(
    (key) =>
      galleryJourneys.find(({ journey }) => journey.key === key && isReplayable(journey)) ?? [],
  );
}
