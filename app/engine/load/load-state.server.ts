import { loadAddresses } from '#app/consent/store/address-consent.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { findAppliedEvents } from '#app/events/store/applied-events.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { isAboutAllCarts } from '#app/journeys/carts-of-run.ts';
import type { Journey, JourneyVersions } from '#app/journeys/definition.ts';
import { journeysAskingLastRuns } from '#app/journeys/last-runs.ts';
import { runIdsOf } from '#app/journeys/start-runs.ts';
import {
  findDueRuns,
  loadActiveRuns,
  loadLastRuns,
  loadRuns,
} from '#app/journeys/store/runs.server.ts';
import { loadOfferFacts } from '#app/offers/load-offer-facts.server.ts';
import { loadPredictions } from '#app/predictions/store/load-predictions.server.ts';
import { matchableIdentifiers } from '#app/profiles/identity/identity.ts';
import { isProfileState, savedProfile } from '#app/profiles/profile.ts';
import { findDueProfiles, loadProfiles } from '#app/profiles/store/load-profiles.server.ts';
import type { Grade } from '#app/scoring/grade.ts';
import { loadMemberships } from '#app/segments/store/memberships.server.ts';
import type { Due } from '#app/engine/decide/decide.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import {
  addressesIn,
  loadConcernedPeople,
  loadKnownConsents,
  loadSentConsents,
} from './load-consents.server.ts';
import { journeysHoldingBack, loadEarlier } from './load-earlier.server.ts';
import { loadFacts } from './load-facts.server.ts';
import { loadOwners } from './load-owners.server.ts';
import { noteRuns } from './load-runs.ts';
import { emptyLoadedState, type LoadedState } from './loaded-state.ts';

type LoadOptions = {
  /** The most due runs and due profiles to take, or which ones. */
  due: number | Due;
  /** The journeys that may start. */
  enabled: readonly Journey[];
  /** People who count as due. */
  people?: readonly string[] | undefined;
};

/**
 * Loads everything that these events and the time until `now` may touch, in a fixed number of statements
 * whatever the size of the batch. Rows are looked up one key at a time in an index (`lateral ... limit 1`): a
 * join leaves the planner free to read the whole shop instead, which it does while its statistics are young.
 * @returns the state, and which runs and profiles are due
 */
export async function loadState(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  { journeys, earlierJourneys = [], offers }: JourneyVersions & Pick<Policy, 'offers'>,
  now: number,
  { due: wanted, enabled, people = [] }: LoadOptions,
): Promise<{ loaded: LoadedState; due: Due }> {
  const loaded = emptyLoadedState();
  await loadOwners(client, shopId, events.flatMap(matchableIdentifiers), loaded);
  await loadApplied(client, shopId, events, loaded, now);
  const found = typeof wanted === 'number' ? await loadDue(client, shopId, now, wanted) : wanted;
  const due = { ...found, reassess: people };
  const { requests = [] } = due;
  const requestedRuns = requests.flatMap((one) => ('runId' in one ? [one.runId] : []));
  const earlier = await loadEarlier(client, shopId, events, { enabled, now }, loaded);
  const concerning = earlier.events.length === 0 ? events : [...events, ...earlier.events];
  const runIds = [
    ...due.runIds,
    ...earlier.runIds,
    ...requestedRuns,
    ...events.flatMap((event) => runIdsOf(journeys, event)),
  ];
  if (runIds.length > 0) noteRuns(await loadRuns(client, shopId, [...new Set(runIds)]), loaded);
  const concerned = await loadConcernedPeople(client, shopId, events);
  const profileIds = [
    ...new Set([
      ...concerned,
      ...loaded.owners.values(),
      ...due.profileIds,
      ...people,
      ...requests.flatMap((one) => ('profileId' in one ? [one.profileId] : [])),
      ...[...loaded.runs.values()].map((run) => run.profileId),
    ]),
  ];
  if (profileIds.length > 0) {
    await loadPeople(client, shopId, profileIds, loaded);
    noteRuns(await loadActiveRuns(client, shopId, profileIds), loaded);
    const asking = [
      ...journeysAskingLastRuns(journeys, earlierJourneys, concerning, mayJoinRuns(loaded)),
      ...(earlier.events.length === 0 ? [] : journeysHoldingBack(enabled)),
    ];
    const keys = [...new Set(asking)];
    if (keys.length > 0) noteRuns(await loadLastRuns(client, shopId, profileIds, keys), loaded);
  }
  // Budgets count for people who are new as well.
  if (offers && offers.size > 0)
    loaded.offers = await loadOfferFacts(client, shopId, [...offers.values()], profileIds, now);
  await loadFacts(client, shopId, concerning, loaded);
  loaded.addresses = await loadAddresses(client, shopId, addressesIn(loaded, events));
  loaded.sentConsents = await loadSentConsents(client, shopId, loaded, events);
  return { loaded, due };
}

/** Whether people whose carts are reminded of may turn out to be one. */
function mayJoinRuns({ owners, runs }: LoadedState): boolean {
  return new Set(owners.values()).size > 1 && [...runs.values()].some(isAboutAllCarts);
}

/** Notes which events were applied before. */
async function loadApplied(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  loaded: LoadedState,
  now: number,
): Promise<void> {
  if (events.length === 0) return;
  for (const { id } of await findAppliedEvents(client, shopId, events, now)) loaded.applied.add(id);
  for (const id of await loadKnownConsents(client, shopId, events)) loaded.applied.add(id);
}

/** The runs and profiles that time has made due, the longest due first. */
export async function loadDue(
  client: ShopClient,
  shopId: string,
  now: number,
  limit: number,
): Promise<Due> {
  if (limit === 0) return { runIds: [], profileIds: [] };
  const runs = await findDueRuns(client, shopId, now, limit);
  const profiles = await findDueProfiles(client, shopId, now, limit);
  return { runIds: runs.map(({ id }) => id), profileIds: profiles.map(({ id }) => id) };
}

async function loadPeople(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
  loaded: LoadedState,
): Promise<void> {
  for (const profile of await loadProfiles(client, shopId, ids)) {
    const { id, state, notDuplicates, joinedAt, joins, grade, nextChangeAt } = profile;
    // A grade is stored as it was found.
    loaded.assessed.set(id, { grade: grade as Grade, nextChangeAt });
    if (isProfileState(state)) loaded.profiles.set(id, savedProfile(state));
    else loaded.unreadable.profiles.add(id);
    if (joinedAt !== null) loaded.joined.set(id, { lastAt: joinedAt, joins });
    if (notDuplicates.length > 0) loaded.notDuplicates.set(id, new Set(notDuplicates));
  }
  for (const { profileId, segmentKey, enteredAt } of await loadMemberships(client, shopId, ids)) {
    const known = loaded.memberships.get(profileId) ?? new Map<string, number>();
    loaded.memberships.set(profileId, known.set(segmentKey, enteredAt));
  }
  for (const { id, ...prediction } of await loadPredictions(client, shopId, ids))
    loaded.predictions.set(id, prediction);
}
