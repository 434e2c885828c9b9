import { v7 } from 'uuid';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { contentDigest } from '#app/definitions/content-digest.server.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import type { GalleryJourney } from '#app/journeys/gallery/gallery-journey.ts';
import { MOST_RANKED } from '#app/journeys/replay/replay-record.ts';
import { isReplayable } from '#app/journeys/replay/request-replay.server.ts';
import {
  cancelRankedReplays,
  deleteRankedReplays,
} from '#app/journeys/replay/store/ranked-replays.server.ts';
import { insertReplay } from '#app/journeys/replay/store/replays.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { RANKED_DAYS } from './opportunities.ts';
import type { RankingOutcome } from './ranking-outcome.ts';

/**
 * Asks for gallery journeys to be run over the past, to rank them by the revenue of those they would have written to. A
 * ranking that is under way ends, and those before it go. Nothing is sent, and no journey is added to the shop.
 * @param candidates those that would fill a gap; of more than can be ranked the first
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function rankOpportunities(
  client: ShopClient,
  shopId: string,
  candidates: readonly GalleryJourney[],
  by: string,
  now: number,
): Promise<RankingOutcome> {
  const ranked = candidates.filter(({ journey }) => isReplayable(journey)).slice(0, MOST_RANKED);
  if (ranked.length === 0) return { outcome: 'nothing_to_rank' };
  await cancelRankedReplays(client, shopId, now);
  await deleteRankedReplays(client, shopId);
  const window = { since: now - RANKED_DAYS * DAY, until: now };
  for (const { journey } of ranked) {
    const content = contentOf(journey);
    const source = { version: null, draftRevision: null, content, digest: contentDigest(content) };
    const replay = { id: v7(), journeyKey: journey.key, ...source, days: RANKED_DAYS, ...window };
    await insertReplay(client, shopId, { ...replay, requestedBy: by, isRanking: true }, now);
  }
  const after = { journeys: ranked.map(({ journey }) => journey.key), days: RANKED_DAYS };
  await noteRanking(client, shopId, 'opportunities.ranked', by, after, now);
  await enqueueJob(client, shopId, 'replay');
  return { outcome: 'ranking', journeys: ranked.length };
}

/** Cancels a ranking that is under way; what it came to so far is kept. */
export async function cancelRanking(
  client: ShopClient,
  shopId: string,
  by: string,
  now: number,
): Promise<RankingOutcome> {
  const journeys = await cancelRankedReplays(client, shopId, now);
  if (journeys === 0) return { outcome: 'not_ranking' };
  await noteRanking(client, shopId, 'opportunities.ranking_cancelled', by, { journeys }, now);
  return { outcome: 'ranking_cancelled' };
}

async function noteRanking(
  client: ShopClient,
  shopId: string,
  action: string,
  actor: string,
  after: object,
  now: number,
): Promise<void> {
  const entry = { actor, action, subject: 'opportunities', before: null };
  await recordAudit(client, shopId, { ...entry, after }, now);
}
