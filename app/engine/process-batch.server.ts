import type { ShopClient } from '#app/platform/db.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { admitEvents } from '#app/privacy/erased-identifiers.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { withinBrowserQuota } from '#app/profiles/browser-quota.server.ts';
import { holdFirstVisits } from '#app/profiles/hold-first-visits.server.ts';
import { compactChanges } from '#app/roll-ups/store/compact-changes.server.ts';
import { decide, type Due } from './decide/decide.ts';
import type { Policy } from './decide/policy.ts';
import type { RunRequestOutcome } from './decide/run-request.ts';
import { loadState } from './load/load-state.server.ts';
import type { Batch, JobRequest } from './projections/projection.server.ts';
import { projections } from './projections/registry.server.ts';
import { notePolicyChange } from './recompute/change-policy.server.ts';
import { saveChanges } from './save/save-changes.server.ts';
import { scheduleNext } from './timers.server.ts';

export type BatchOptions = {
  policy: Policy;
  /** The journeys that these events may start; none for history that is only now received. */
  enabledJourneys: readonly Journey[];
  /** The shop's ISO 4217 currency, in which a person's spend is listed. */
  currency: string;
  now: number;
  /** The most due profiles and due runs to take along, or which ones. */
  due: number | Due;
  /** People who are assessed although nothing happened to them. */
  people?: readonly string[];
};

/**
 * Processes what a batch says, and what time made due, in the caller's transaction: webhooks, imports and comparisons
 * with Shopify alike. What was applied before changes nothing. The caller ends its transaction with `publishBatch`.
 * @returns what was due, the jobs that have work then, and what came of what was asked of runs
 */
export async function processBatch(
  client: ShopClient,
  shopId: string,
  batch: Batch,
  { policy, enabledJourneys, currency, now, due: wanted, people }: BatchOptions,
): Promise<{ due: Due; jobs: JobRequest[]; requested: RunRequestOutcome[] }> {
  const known = await admitKnown(client, shopId, batch.events);
  const events = await admitVisits(client, shopId, known, now);
  const { loaded, due } = await loadState(client, shopId, events, policy, now, {
    due: wanted,
    enabled: enabledJourneys,
    people,
  });
  const changes = decide(loaded, events, due, now, policy, enabledJourneys);
  await saveChanges(client, shopId, changes, loaded, currency, now);
  const saved = { client, shopId, batch: { ...batch, events: known }, changes, policy, now };
  const jobs: JobRequest[] = [];
  for (const { apply } of projections) jobs.push(...(await apply(saved)));
  return { due, jobs, requested: changes.requested };
}

/** The events that may be known: none of people who were erased. */
async function admitKnown(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
): Promise<readonly DomainEvent[]> {
  if (events.length === 0) return events;
  return await admitEvents(client, shopId, ringOf(client).erasedCodes, events);
}

/** The events without those of browsers that send too many, or of which only a first visit is known. */
async function admitVisits(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  now: number,
): Promise<readonly DomainEvent[]> {
  return await holdFirstVisits(
    client,
    shopId,
    await withinBrowserQuota(client, shopId, events),
    now,
  );
}

/**
 * The last statements of a batch: notes the shop's next moment, enqueues jobs and adds up what pages show. The shop's row
 * is taken before the rows of jobs, as the timers do; the other way round they could deadlock.
 */
export async function publishBatch(
  client: ShopClient,
  shopId: string,
  now: number,
  jobs: readonly JobRequest[],
): Promise<void> {
  if (jobs.some(({ job }) => job === 'assess')) await notePolicyChange(client, shopId);
  await scheduleNext(client, shopId, now);
  for (const { job, inMs } of jobs) await enqueueJob(client, shopId, job, inMs);
  await compactChanges(client, shopId);
}
