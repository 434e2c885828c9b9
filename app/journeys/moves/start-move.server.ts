import { recordAudit } from '#app/audit/record-audit.server.ts';
import { lockDefinition } from '#app/definitions/store/definitions.server.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import {
  countEarlierPeople,
  finishMove,
  insertMove,
  newestMove,
} from '#app/journeys/store/journey-moves.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { MoveOutcome } from './move-page.ts';
import type { StepMapping } from './plan-moves.ts';

/** The version that people are moved to, and which step stands for which of the earlier versions. */
export type WantedMove = { version: number; mapping: StepMapping };

/**
 * Begins to move all people of a journey to its live version, in the background.
 * @param actor who asks
 * @param now epoch milliseconds
 */
export async function startMove(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  { version, mapping }: WantedMove,
  actor: string,
  now: number,
): Promise<MoveOutcome> {
  const row = await lockDefinition(client, shopId, 'journey', journeyKey);
  if (!row) return { outcome: 'not_found' };
  const [live] = await loadVersionsOfRuns(client, shopId, [{ journeyKey, version }]);
  const isKnown = (id: string) => live?.steps.some((step) => step.id === id) ?? false;
  if (row.liveVersion !== version || !Object.values(mapping).every(isKnown))
    return { outcome: 'conflict' };
  const people = await countEarlierPeople(client, shopId, journeyKey, version);
  const total = people.reduce((sum, { people: count }) => sum + count, 0);
  if (total === 0) return { outcome: 'nothing_to_move' };
  const id = idOf('journey_move', shopId, journeyKey, String(version), String(now));
  const move = { id, journeyKey, version, mapping, total, startedBy: actor, startedAt: now };
  if (!(await insertMove(client, shopId, move))) return { outcome: 'running' };
  const entry = { actor, action: 'journey.people_moved', subject: `journey:${journeyKey}` };
  await recordAudit(client, shopId, { ...entry, before: null, after: { version, total } }, now);
  await enqueueJob(client, shopId, 'journeys');
  return { outcome: 'started', total };
}

/** Stops moving people; who moved so far stays on the new version. */
export async function cancelMove(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  actor: string,
  now: number,
): Promise<MoveOutcome> {
  const move = await newestMove(client, shopId, journeyKey);
  if (!move || !(await finishMove(client, shopId, move.id, 'cancelled', now)))
    return { outcome: 'not_found' };
  const { version, moved } = move;
  const entry = { actor, action: 'journey.move_cancelled', subject: `journey:${journeyKey}` };
  await recordAudit(client, shopId, { ...entry, before: null, after: { version, moved } }, now);
  return { outcome: 'cancelled' };
}
