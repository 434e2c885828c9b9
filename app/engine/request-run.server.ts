import { recordAudit } from '#app/audit/record-audit.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { RunRequest, RunRequestOutcome } from './decide/run-request.ts';
import { processBatch, publishBatch, type BatchOptions } from './process-batch.server.ts';
import { EMPTY_BATCH } from './projections/projection.server.ts';

/** What the audit log says was done. */
const ACTIONS = {
  started: 'journey.person_added',
  refused: 'journey.person_not_added',
  exited: 'journey.person_removed',
  moved: 'journey.person_moved',
  moved_out: 'journey.person_moved',
};

/** What a member of staff asks for on the page of a person. */
export type PersonRunRequest = RunRequest & { kind: 'start' | 'exit' };

/**
 * Adds a person to a journey or takes them off it, because a member of staff asks for it. The caller's transaction;
 * nothing else of the shop is decided meanwhile.
 * @param actor who asks
 * @returns what came of it; when a person cannot enter nothing but the decision that says why was written
 */
export async function requestRun(
  client: ShopClient,
  shopId: string,
  request: PersonRunRequest,
  actor: string,
  batching: () => Promise<Pick<BatchOptions, 'policy' | 'currency' | 'now'>>,
): Promise<RunRequestOutcome> {
  await claimShop(client, shopId);
  const options = await batching();
  const { now, policy } = options;
  const { jobs, requested } = await processBatch(client, shopId, EMPTY_BATCH, {
    ...options,
    enabledJourneys: policy.journeys,
    due: { profileIds: [], runIds: [], requests: [request] },
  });
  const [outcome = { outcome: 'not_found' as const }] = requested;
  if (outcome.outcome === 'not_found') return outcome;
  const after = {
    journey: request.kind === 'start' ? request.journeyKey : null,
    run: 'runId' in outcome ? outcome.runId : null,
    reason: 'reason' in outcome ? outcome.reason : null,
  };
  const entry = {
    actor,
    action: ACTIONS[outcome.outcome],
    subject: `profile:${request.profileId}`,
  };
  await recordAudit(client, shopId, { ...entry, before: null, after }, now);
  await publishBatch(client, shopId, now, jobs);
  return outcome;
}
