import { v7 } from 'uuid';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { contentDigest } from '#app/definitions/content-digest.server.ts';
import { readVersions } from '#app/definitions/read-versions.server.ts';
import { readDraft } from '#app/definitions/store/drafts.server.ts';
import {
  JourneyContentSchema,
  type JourneyContent,
} from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { findJourneyVersions } from '#app/journeys/definitions/store/list-journey-versions.server.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { ReplayAnswer } from './replay-outcome.ts';
import { MOST_REPLAYS_RUNNING } from './replay-record.ts';
import { deleteOldReplays, endReplay, insertReplay, openReplays } from './store/replays.server.ts';

/** Replays of a journey that are kept beside that of the newest ranking. */
const MOST_REPLAYS_KEPT = 20;

/** What is to be replayed: a version of a journey, or its draft where `version` is null. */
export type ReplayRequest = { key: string; version: number | null; days: number };

/**
 * Asks for a journey to be run over the last days, for all people. Nothing is sent by it.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function requestReplay(
  client: ShopClient,
  shopId: string,
  { key, version, days }: ReplayRequest,
  by: string,
  now: number,
): Promise<ReplayAnswer> {
  const found = await contentToReplay(client, shopId, key, version);
  if (!found) return { outcome: 'gone' };
  const { trigger } = found.content;
  const past = triggerHandlerOf(trigger).past(trigger);
  if (past.by === 'nothing') return { outcome: 'not_replayable', why: past.why };
  // Those of a ranking come last, and wait.
  const running = await openReplays(client, shopId, MOST_REPLAYS_RUNNING);
  if (running.filter(({ isRanking }) => !isRanking).length >= MOST_REPLAYS_RUNNING)
    return { outcome: 'busy' };
  const { content, draftRevision } = found;
  const id = v7();
  const what = { id, journeyKey: key, version, draftRevision, content, days, requestedBy: by };
  const digest = contentDigest(content);
  const window = { since: now - days * DAY, until: now };
  await insertReplay(client, shopId, { ...what, digest, ...window }, now);
  await deleteOldReplays(client, shopId, key, MOST_REPLAYS_KEPT);
  const after = { version, draft_revision: draftRevision, days };
  const entry = { actor: by, action: 'journey.replayed', subject: `journey:${key}`, before: null };
  await recordAudit(client, shopId, { ...entry, after }, now);
  await enqueueJob(client, shopId, 'replay');
  return { outcome: 'started', id };
}

/**
 * Cancels a replay of a journey that is under way; what it came to so far is kept.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function cancelReplay(
  client: ShopClient,
  shopId: string,
  { key, id }: { key: string; id: string },
  by: string,
  now: number,
): Promise<ReplayAnswer> {
  const end = { state: 'cancelled' as const, problem: null, now };
  if (!(await endReplay(client, shopId, id, end, key))) return { outcome: 'over' };
  const entry = { actor: by, action: 'journey.replay_cancelled', subject: `journey:${key}` };
  await recordAudit(client, shopId, { ...entry, before: null, after: { replay: id } }, now);
  return { outcome: 'cancelled' };
}

/** Whether what starts a journey is stored with its time. */
export function isReplayable({ trigger }: JourneyContent): boolean {
  return triggerHandlerOf(trigger).past(trigger).by !== 'nothing';
}

async function contentToReplay(
  client: ShopClient,
  shopId: string,
  key: string,
  version: number | null,
): Promise<{ content: JourneyContent; draftRevision: number | null } | null> {
  if (version === null) {
    const draft = await readDraft(client, shopId, 'journey', key);
    const read = JourneyContentSchema.safeParse(draft?.content);
    return draft && read.success ? { content: read.data, draftRevision: draft.revision } : null;
  }
  const rows = await findJourneyVersions(client, shopId, [{ journeyKey: key, version }]);
  const [found] = await readVersions(client, shopId, journeyKind, rows);
  return found ? { content: found.content, draftRevision: null } : null;
}
