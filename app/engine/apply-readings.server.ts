import { isNameless } from '#app/profiles/nameless.ts';
import { planTags } from '#app/audiences/plan-tags.server.ts';
import type { ShopClient } from '#app/db.server.ts';
import { saveCatalog } from '#app/catalog/save-catalog.server.ts';
import { savePairs } from '#app/catalog/save-pairs.server.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { JobName } from '#app/jobs/catalog.ts';
import { wakeAll } from '#app/jobs/queue.server.ts';
import { withinBrowserQuota } from '#app/profiles/store/browser-quota.server.ts';
import { holdFirstVisits } from '#app/profiles/store/pending-visits.server.ts';
import { foldChanges } from '#app/roll-ups/fold-changes.server.ts';
import { forgetSegmentFacts, saveSegmentFacts } from '#app/segments/save-facts.server.ts';
import { notePolicyChange } from './change-policy.server.ts';
import { decide, type Due } from './decide.ts';
import type { Policy } from './policy.ts';
import { loadWorld } from './load-world.server.ts';
import { setProfilesAside } from './profile-problems.server.ts';
import { saveChanges } from './save-changes.server.ts';
import { scheduleNext } from './timers.server.ts';
import type { Changes } from './world.ts';

/** What a batch of readings says of people and of the catalogue. */
export type AdmittedBatch = { events: readonly DomainEvent[]; catalog: readonly CatalogChange[] };

export type Batching = {
  policy: Policy;
  /** The journeys that these events may start; none for history that is only now received. */
  startable: readonly Journey[];
  /** The shop's ISO 4217 currency, in which a person's spend is listed. */
  currency: string;
  now: number;
  /** The most due profiles and due runs to take along, or which ones. */
  due: number | Due;
  /** People who are assessed although nothing happened to them. */
  people?: readonly string[];
};

/**
 * Lets a batch of readings, and what time made due, happen to a shop, in the caller's transaction: loads what
 * they touch, decides, saves. Events that were applied before change nothing.
 * @returns what was due, the jobs that now have work (`endBatch` wakes them), and the people who got an email
 *   address or a customer id
 */
export async function applyReadings(
  client: ShopClient,
  shopId: string,
  batch: AdmittedBatch,
  { policy, startable, currency, now, due: wanted, people }: Batching,
): Promise<{ due: Due; woken: JobName[]; identified: string[] }> {
  const admitted = await withinBrowserQuota(client, shopId, batch.events);
  const events = await holdFirstVisits(client, shopId, admitted, now);
  const { world, due } = await loadWorld(client, shopId, events, policy.journeys, now, {
    due: wanted,
    people,
  });
  const changes = decide(world, events, due, now, policy, startable);
  await saveChanges(client, shopId, changes, world, currency, now);
  const received = changes.profiles.filter(({ isReceived }) => isReceived);
  // Anonymous orders are asked nothing.
  const nameless = received.filter(({ state }) => isNameless(state)).map(({ id }) => id);
  await forgetSegmentFacts(client, shopId, nameless);
  const asked = received.filter(({ state }) => !isNameless(state));
  const withoutFacts = await saveSegmentFacts(client, shopId, policy.model, asked);
  const problems = withoutFacts.map((id) => ({ profileId: id, reason: 'error' as const }));
  await setProfilesAside(client, shopId, problems, now);
  await savePairs(client, shopId, changes.pairs);
  await saveCatalog(client, shopId, batch.catalog, now);
  const touched = { profileIds: [...changes.profiles, ...changes.unscored].map(({ id }) => id) };
  const tags = await planTags(client, shopId, touched, now);
  const kinds = new Set(changes.effects.map(({ kind }) => kind));
  const woken: JobName[] = kinds.delete('sync_consent') ? ['sync'] : [];
  // Mails may wait for the consents to be heard.
  const waited = batch.events.some(({ kind }) => kind === 'consent.changed');
  if (batch.catalog.some((change) => bearsOn(policy, change))) woken.push('assess');
  if (tags > 0) woken.push('audiences');
  return {
    due,
    woken: kinds.size > 0 || waited ? [...woken, 'deliver'] : woken,
    identified: identifiedBy(changes),
  };
}

/** Whether people are sorted by what is in the collection. A webhook tells only its name. */
function bearsOn({ collections }: Policy, change: CatalogChange): boolean {
  if (!collections || collections.size === 0) return false;
  if (change.kind === 'collection.deleted') return collections.has(change.collectionId);
  if (change.kind !== 'collection.changed' || change.collection.productIds === null) return false;
  return collections.has(change.collection.id);
}

/** Whoever got an identifier that may link them to a company, from somebody else's profile too. */
function identifiedBy({ links, absorbed }: Changes): string[] {
  const linked = links.filter(
    ({ identifier: { kind } }) => kind === 'email' || kind === 'customer',
  );
  return [
    ...new Set([...linked.map(({ profileId }) => profileId), ...absorbed.map(({ into }) => into)]),
  ];
}

/**
 * The last statements of a batch: notes the shop's next moment, wakes jobs and adds up what pages show. The shop's row
 * is taken before the rows of jobs, as the timers do; the other way round each would wait for the other.
 */
export async function endBatch(
  client: ShopClient,
  shopId: string,
  now: number,
  woken: readonly JobName[],
): Promise<void> {
  if (woken.includes('assess')) await notePolicyChange(client, shopId);
  await scheduleNext(client, shopId, now);
  await wakeAll(client, shopId, woken);
  await foldChanges(client, shopId);
}
