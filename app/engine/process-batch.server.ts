import { isNameless } from '#app/profiles/identity/nameless.ts';
import { planTags } from '#app/destinations/plan-tags.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { saveCatalog } from '#app/catalog/save-catalog.server.ts';
import { savePairs } from '#app/catalog/save-pairs.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { JobName } from '#app/queue/catalog.ts';
import { enqueueJobs } from '#app/queue/queue.server.ts';
import { withinBrowserQuota } from '#app/profiles/store/browser-quota.server.ts';
import { holdFirstVisits } from '#app/profiles/store/pending-visits.server.ts';
import { compactChanges } from '#app/roll-ups/compact-changes.server.ts';
import { forgetSegmentFacts, saveSegmentFacts } from '#app/segments/save-facts.server.ts';
import { notePolicyChange } from './recompute/change-policy.server.ts';
import { decide, type Due } from './decide/decide.ts';
import type { Policy } from './decide/policy.ts';
import { loadState } from './load/load-state.server.ts';
import { failProfiles } from './profile-problems.server.ts';
import { saveChanges } from './save/save-changes.server.ts';
import { scheduleNext } from './timers.server.ts';
import type { StateChanges } from './load/loaded-state.ts';

/** What a batch of deliveries says of people and of the catalogue. */
export type AdmittedBatch = { events: readonly DomainEvent[]; catalog: readonly CatalogChange[] };

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
 * Processes a batch of events, and what time made due, in the caller's transaction: loads what
 * they touch, decides, saves. Events that were applied before change nothing.
 * @returns what was due, the jobs that now have work (`endBatch` enqueues them), and the people who got an email
 *   address or a customer id
 */
export async function processBatch(
  client: ShopClient,
  shopId: string,
  batch: AdmittedBatch,
  { policy, enabledJourneys, currency, now, due: wanted, people }: BatchOptions,
): Promise<{ due: Due; jobs: JobName[]; identified: string[] }> {
  const admitted = await withinBrowserQuota(client, shopId, batch.events);
  const events = await holdFirstVisits(client, shopId, admitted, now);
  const { loaded, due } = await loadState(client, shopId, events, policy.journeys, now, {
    due: wanted,
    people,
  });
  const changes = decide(loaded, events, due, now, policy, enabledJourneys);
  await saveChanges(client, shopId, changes, loaded, currency, now);
  const received = changes.profiles.filter(({ isReceived }) => isReceived);
  // Anonymous orders have no segment facts.
  const nameless = received.filter(({ state }) => isNameless(state)).map(({ id }) => id);
  await forgetSegmentFacts(client, shopId, nameless);
  const named = received.filter(({ state }) => !isNameless(state));
  const withoutFacts = await saveSegmentFacts(client, shopId, policy.model, named);
  const problems = withoutFacts.map((id) => ({ profileId: id, reason: 'error' as const }));
  await failProfiles(client, shopId, problems, now);
  await savePairs(client, shopId, changes.pairs);
  await saveCatalog(client, shopId, batch.catalog, now);
  const touched = { profileIds: [...changes.profiles, ...changes.unscored].map(({ id }) => id) };
  const tags = await planTags(client, shopId, touched, now);
  const kinds = new Set(changes.effects.map(({ kind }) => kind));
  const jobs: JobName[] = kinds.delete('sync_consent') ? ['sync'] : [];
  // Mails may wait for the consents to be saved.
  const consentChanged = batch.events.some(({ kind }) => kind === 'consent.changed');
  if (batch.catalog.some((change) => affectsPolicy(policy, change))) jobs.push('assess');
  if (tags > 0) jobs.push('audiences');
  return {
    due,
    jobs: kinds.size > 0 || consentChanged ? [...jobs, 'deliver'] : jobs,
    identified: identifiedBy(changes),
  };
}

/** Whether a segment depends on what is in the collection. A webhook holds only its name. */
function affectsPolicy({ collections }: Policy, change: CatalogChange): boolean {
  if (!collections || collections.size === 0) return false;
  if (change.kind === 'collection.deleted') return collections.has(change.collectionId);
  if (change.kind !== 'collection.changed' || change.collection.productIds === null) return false;
  return collections.has(change.collection.id);
}

/** Profiles that got an identifier which may link them to a company, from another profile too. */
function identifiedBy({ links, merges }: StateChanges): string[] {
  const linked = links.filter(
    ({ identifier: { kind } }) => kind === 'email' || kind === 'customer',
  );
  return [
    ...new Set([...linked.map(({ profileId }) => profileId), ...merges.map(({ into }) => into)]),
  ];
}

/**
 * The last statements of a batch: notes the shop's next moment, enqueues jobs and adds up what pages show. The shop's row
 * is taken before the rows of jobs, as the timers do; the other way round they could deadlock.
 */
export async function endBatch(
  client: ShopClient,
  shopId: string,
  now: number,
  jobs: readonly JobName[],
): Promise<void> {
  if (jobs.includes('assess')) await notePolicyChange(client, shopId);
  await scheduleNext(client, shopId, now);
  await enqueueJobs(client, shopId, jobs);
  await compactChanges(client, shopId);
}
