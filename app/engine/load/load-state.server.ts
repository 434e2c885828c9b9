import { loadAddresses } from '#app/consent/store/address-consent.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { cartOf, isAboutAllCarts, isOnePerPerson } from '#app/journeys/carts-of-run.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { runIdsOf } from '#app/journeys/start-runs.ts';
import { matchableIdentifiers } from '#app/profiles/identity/identity.ts';
import { isProfileState, savedProfile } from '#app/profiles/profile.ts';
import type { Prediction } from '#app/segments/facts.ts';
import type { Due } from '#app/engine/decide/decide.ts';
import {
  addressesIn,
  loadConcernedPeople,
  loadKnownConsents,
  loadSentConsents,
} from './load-consents.server.ts';
import { loadFacts } from './load-facts.server.ts';
import { loadOwners } from './load-owners.server.ts';
import { loadActiveRuns, loadLastRuns, loadRuns } from './load-runs.server.ts';
import { emptyLoadedState, type LoadedState } from './loaded-state.ts';

/**
 * Loads everything that these events and the time until `now` may touch, in a fixed number of statements
 * whatever the size of the batch. Rows are looked up one key at a time in an index (`lateral ... limit 1`): a
 * join leaves the planner free to read the whole shop instead, which it does while its statistics are young.
 * @param due the most due runs and due profiles to take, or which ones, and people who count as due
 * @returns the state, and which runs and profiles are due
 */
export async function loadState(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  journeys: readonly Journey[],
  now: number,
  { due: wanted, people = [] }: { due: number | Due; people?: readonly string[] | undefined },
): Promise<{ loaded: LoadedState; due: Due }> {
  const loaded = emptyLoadedState();
  await loadOwners(client, shopId, events.flatMap(matchableIdentifiers), loaded);
  await loadApplied(client, shopId, events, loaded, now);
  const found = typeof wanted === 'number' ? await loadDue(client, shopId, now, wanted) : wanted;
  const due = { ...found, reassess: people };
  await loadRuns(
    client,
    shopId,
    [...due.runIds, ...events.flatMap((event) => runIdsOf(journeys, event))],
    loaded,
  );
  const concerned = await loadConcernedPeople(client, shopId, events);
  const profileIds = [
    ...new Set([
      ...concerned,
      ...loaded.owners.values(),
      ...due.profileIds,
      ...people,
      ...[...loaded.runs.values()].map((run) => run.profileId),
    ]),
  ];
  if (profileIds.length > 0) {
    await loadProfiles(client, shopId, profileIds, loaded);
    await loadPredictions(client, shopId, profileIds, loaded);
    await loadActiveRuns(client, shopId, profileIds, loaded);
    const onePerPersonKeys = journeys.filter(isOnePerPerson).map(({ key }) => key);
    // A cart begins a run, and where two people become one the orders of the one end reminders of the other.
    const needsLastRuns = events.some((event) => cartOf(event) !== null) || mayJoinRuns(loaded);
    if (onePerPersonKeys.length > 0 && needsLastRuns)
      await loadLastRuns(client, shopId, profileIds, onePerPersonKeys, loaded);
  }
  await loadFacts(client, shopId, events, loaded);
  loaded.addresses = await loadAddresses(client, shopId, addressesIn(loaded, events));
  loaded.sentConsents = await loadSentConsents(client, shopId, loaded, events);
  return { loaded, due };
}

/** Whether people whose carts are reminded of may turn out to be one. */
function mayJoinRuns({ owners, runs }: LoadedState): boolean {
  return new Set(owners.values()).size > 1 && [...runs.values()].some(isAboutAllCarts);
}

/**
 * Notes which events were applied before. Those older than the shop keeps events are gone from the table; of an order
 * that is known they were received with it, and a refund that is received again must not count again.
 */
async function loadApplied(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
  loaded: LoadedState,
  now: number,
): Promise<void> {
  if (events.length === 0) return;
  const { rows } = await client.query<{ id: string }>(
    `select found.id from unnest($2::uuid[], $3::timestamptz[]) as input (id, at)
     cross join lateral (select id from event
       where shop_id = $1 and id = input.id and at = input.at limit 1) as found
     union
     select input.id from shop, unnest($2::uuid[], $3::timestamptz[], $4::text[]) as input (id, at, order_id)
     cross join lateral (
       (select from purchase
         where shop_id = $1 and order_id = input.order_id and snapshot is not null limit 1)
       union all
       (select from deleted_order where shop_id = $1 and order_id = input.order_id limit 1)
       limit 1) as known
     where shop.id = $1 and input.order_id is not null
       and input.at < kept_since($5::timestamptz::date, keep_events_days)`,
    [
      shopId,
      events.map(({ id }) => id),
      events.map(({ at }) => new Date(at)),
      events.map((event) => ('orderId' in event ? event.orderId : null)),
      new Date(now),
    ],
  );
  for (const { id } of rows) loaded.applied.add(id);
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
  const runs = await client.query<{ id: string }>(
    `select id from journey_run where shop_id = $1 and state = 'active' and wake_at <= $2
     order by wake_at limit $3`,
    [shopId, new Date(now), limit],
  );
  const profiles = await client.query<{ id: string }>(
    'select id from profile where shop_id = $1 and next_change_at <= $2 order by next_change_at limit $3',
    [shopId, new Date(now), limit],
  );
  return { runIds: runs.rows.map(({ id }) => id), profileIds: profiles.rows.map(({ id }) => id) };
}

async function loadProfiles(
  client: ShopClient,
  shopId: string,
  ids: string[],
  loaded: LoadedState,
): Promise<void> {
  const profiles = await client.query<{
    id: string;
    state: unknown;
    kept_apart: string[];
    joined_at: number | null;
    joins: number;
  }>(
    'select id, state, kept_apart, joined_at, joins from profile where shop_id = $1 and id = any($2)',
    [shopId, ids],
  );
  for (const { id, state, kept_apart, joined_at, joins } of profiles.rows) {
    if (isProfileState(state)) loaded.profiles.set(id, savedProfile(state));
    else loaded.unreadable.profiles.add(id);
    if (joined_at !== null) loaded.joined.set(id, { lastAt: joined_at, joins });
    if (kept_apart.length > 0) loaded.notDuplicates.set(id, new Set(kept_apart));
  }
  const memberships = await client.query<{
    profile_id: string;
    segment_key: string;
    entered_at: number;
  }>(
    `select profile_id, segment_key, entered_at from membership
     where shop_id = $1 and profile_id = any($2) and left_at is null`,
    [shopId, ids],
  );
  for (const { profile_id, segment_key, entered_at } of memberships.rows) {
    const known = loaded.memberships.get(profile_id) ?? new Map<string, number>();
    loaded.memberships.set(profile_id, known.set(segment_key, entered_at));
  }
}

async function loadPredictions(
  client: ShopClient,
  shopId: string,
  ids: string[],
  loaded: LoadedState,
): Promise<void> {
  const { rows } = await client.query<Prediction & { id: string }>(
    `select profile_id as id, alive, orders, spend_minor as "spendMinor", currency,
            next_order_at as "nextOrderAt"
       from prediction where shop_id = $1 and profile_id = any($2)`,
    [shopId, ids],
  );
  for (const { id, ...prediction } of rows) loaded.predictions.set(id, prediction);
}
