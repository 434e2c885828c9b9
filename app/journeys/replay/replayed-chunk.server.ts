import { loadAddresses } from '#app/consent/store/address-consent.server.ts';
import { findPeopleWithEvents, readPastEvents } from '#app/events/store/replayed-events.server.ts';
import { predicatesOfJourney } from '#app/journeys/journey-predicates.ts';
import { RECOVERY_MS } from '#app/journeys/recovery-window.ts';
import type { TimedSegmentChange } from '#app/journeys/segment-changes.ts';
import { DAY } from '#app/lib/duration.ts';
import type { OpenDeals } from '#app/messages/planner/load-planned-people.server.ts';
import { messagesOfPeople } from '#app/messages/store/messages-of-people.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadPredictions } from '#app/predictions/store/load-predictions.server.ts';
import { isProfileState, savedProfile } from '#app/profiles/profile.ts';
import { loadProfiles } from '#app/profiles/store/load-profiles.server.ts';
import {
  nextReplayedPeople,
  ordersOfPeople,
  type ReplayedProfileRow,
} from '#app/profiles/store/replayed-people.server.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { isShopifyKey } from '#app/segments/shopify-key.ts';
import {
  pastMemberships,
  type PastMembership,
} from '#app/segments/store/past-memberships.server.ts';
import type { NeededEvents } from './needed-events.ts';
import { loadPlannedContexts, UNPLANNED, type PlannedContext } from './planned-context.server.ts';
import {
  loadOfferedContexts,
  NOT_OFFERED,
  offersOfJourney,
  type OfferedContext,
} from './offered-context.server.ts';
import { BULK_MS } from './receipt-order.ts';
import { followedSegments } from './replay-notes.ts';
import type { ReplayRules } from './replay-rules.ts';
import { OVERLAP_MS } from './replay-totals.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/** People that are looked through at a time, and events of them that are read at a time. */
const MOST_PEOPLE = 1_000;
const MOST_EVENTS = 20_000;
/** Of one person, what stands beside their events. */
const MOST_OF_PERSON = 1_000;

/** Some people with all that a replay reads of them. */
export type ReplayedChunk = {
  people: ReplayedPerson[];
  /** How many were looked through, and the last of them; null when there are no more. */
  passed: number;
  reached: string | null;
  /** People of whom too much was received to be replayed. */
  leftOut: number;
};

/** What is read of whom: the same for all chunks of a replay. */
export type ReplayPlan = { rules: ReplayRules; needed: NeededEvents; openDeals: OpenDeals };

/**
 * Reads the people that follow an id.
 * @param after the id of the last one who was read
 * @param passed how many were passed with the chunk before: where their events were many, few people are looked through
 */
export async function readChunk(
  client: ShopClient,
  shopId: string,
  plan: ReplayPlan,
  after: string,
  passed: number | null,
): Promise<ReplayedChunk> {
  const most = Math.min(MOST_PEOPLE, passed === null ? Infinity : 2 * passed);
  const page = await nextReplayedPeople(client, shopId, after, most);
  const last = page.at(-1);
  if (!last) return { people: [], passed: 0, reached: null, leftOut: 0 };
  const memberships = await readMemberships(client, shopId, plan, page);
  const begun = await findBegun(client, shopId, plan, page, memberships);
  const read = await readFitting(client, shopId, plan, begun);
  const reached = read.next?.id ?? null;
  const count = reached === null ? page.length : page.findIndex(({ id }) => id === reached);
  const people = await withContext(client, shopId, plan, read.people, memberships);
  const lastPassed = page[count - 1] ?? last;
  return { people, passed: count, reached: lastPassed.id, leftOut: read.leftOut };
}

type PersonWithEvents = ReplayedProfileRow & { events: string };
type Fitting = { people: PersonWithEvents[]; next: ReplayedProfileRow | null; leftOut: number };

/** Of whom nothing was found. */
const NO_EVENTS = '[]';

/** The first of some people with their events, as many as fit; who alone has too many is left out. */
async function readFitting(
  client: ShopClient,
  shopId: string,
  { rules, needed }: ReplayPlan,
  wanted: readonly ReplayedProfileRow[],
): Promise<Fitting> {
  if (wanted.length === 0) return { people: [], next: null, leftOut: 0 };
  const span = { kinds: needed.kinds, from: needed.from, until: rules.until };
  const ids = wanted.map(({ id }) => id);
  const rows = await readPastEvents(client, shopId, ids, span, MOST_EVENTS);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const cut = count < MOST_EVENTS ? undefined : rows.at(-1);
  if (cut?.place === 1) return { people: [], next: wanted[1] ?? null, leftOut: 1 };
  const fitting = cut ? cut.place - 1 : wanted.length;
  const eventsOf = new Map(rows.map(({ place, events }) => [place, events]));
  const people = wanted.slice(0, fitting).map((one, index) => {
    return { ...one, events: eventsOf.get(index + 1) ?? NO_EVENTS };
  });
  return { people, next: wanted[fitting] ?? null, leftOut: 0 };
}

/** Those of whom something was received that the journey begins with. */
async function findBegun(
  client: ShopClient,
  shopId: string,
  { rules, needed }: ReplayPlan,
  page: readonly ReplayedProfileRow[],
  memberships: ReadonlyMap<string, PastMembership[]>,
): Promise<ReplayedProfileRow[]> {
  const isWithin = (at: number | null) => at !== null && at >= rules.from && at <= rules.until;
  const { past } = needed;
  if (past.by === 'profile') return [...page];
  if (past.by === 'nothing') return [];
  if (past.by === 'segment')
    return page.filter(({ id }) =>
      memberships
        .get(id)
        ?.some(
          ({ segmentKey, enteredAt, leftAt }) =>
            segmentKey === past.segment && isWithin(past.kind === 'entered' ? enteredAt : leftAt),
        ),
    );
  const ids = page.map(({ id }) => id);
  // What happened just before the window may have been received in it.
  const span = { from: rules.from - BULK_MS, until: rules.until };
  const found = await findPeopleWithEvents(client, shopId, ids, past.kinds, span);
  const begun = new Set(found.map(({ id }) => id));
  return page.filter(({ id }) => begun.has(id));
}

/** The times of people in the segments that the journey follows or asks about. */
async function readMemberships(
  client: ShopClient,
  shopId: string,
  { rules: { journey, until } }: ReplayPlan,
  page: readonly ReplayedProfileRow[],
): Promise<Map<string, PastMembership[]>> {
  const asked = predicatesOfJourney(journey)
    .flatMap(({ predicate }) => conditionsOf(predicate))
    .flatMap((one) => ('segment' in one && isShopifyKey(one.segment) ? one.segment : []));
  const keys = [...new Set([...followedSegments(journey), ...asked])];
  if (keys.length === 0) return new Map();
  const ids = page.map(({ id }) => id);
  const rows = await pastMemberships(client, shopId, ids, keys, until, MOST_OF_PERSON);
  return byPerson(rows);
}

/** People with what else is read of them. */
async function withContext(
  client: ShopClient,
  shopId: string,
  { rules, needed, openDeals }: ReplayPlan,
  people: readonly PersonWithEvents[],
  memberships: ReadonlyMap<string, PastMembership[]>,
): Promise<ReplayedPerson[]> {
  if (people.length === 0) return [];
  const { journey, from, until } = rules;
  const ids = people.map(({ id }) => id);
  const near = { from: from - Math.max(OVERLAP_MS, 7 * DAY), until };
  const messages = await messagesOfPeople(client, shopId, ids, near, MOST_OF_PERSON);
  const placed = { from: from - RECOVERY_MS, until };
  const orders = await ordersOfPeople(client, shopId, ids, placed, MOST_OF_PERSON);
  const planned = needed.planning
    ? await loadPlannedContexts(client, shopId, ids, rules, openDeals)
    : new Map<string, PlannedContext>();
  const offered =
    offersOfJourney(journey).length > 0
      ? await loadOfferedContexts(client, shopId, ids, rules)
      : new Map<string, OfferedContext>();
  const states = needed.profiles ? await loadProfiles(client, shopId, ids) : [];
  const predictions = needed.profiles ? await loadPredictions(client, shopId, ids) : [];
  const written = [
    ...people.flatMap(({ email }) => email ?? []),
    ...orders.flatMap(({ contact }) => contact ?? []),
  ];
  const addresses = await loadAddresses(
    client,
    shopId,
    written.map((address) => ({ channel: 'email', address })),
  );
  const stateOf = new Map(states.map(({ id, state }) => [id, state]));
  const predictionOf = new Map(predictions.map((one) => [one.id, one]));
  const messagesOf = byPerson(messages);
  const ordersOf = byPerson(orders);
  const followed = new Set(followedSegments(journey));
  return people.map(({ id, email, firstSeenAt, events }): ReplayedPerson => {
    const state = stateOf.get(id);
    const spans = memberships.get(id) ?? [];
    return {
      id,
      email,
      firstSeenAt,
      readFrom: needed.from,
      saved: isProfileState(state) ? savedProfile(state) : null,
      prediction: predictionOf.get(id) ?? null,
      events,
      changes: changesIn(spans.filter(({ segmentKey }) => followed.has(segmentKey))),
      memberships: spans.filter(({ segmentKey }) => isShopifyKey(segmentKey)),
      addresses,
      messages: messagesOf.get(id) ?? [],
      orders: (ordersOf.get(id) ?? []).map(({ cancelledAt, ...order }) => {
        return { ...order, isCancelled: cancelledAt !== null };
      }),
      ...(planned.get(id) ?? UNPLANNED),
      ...(offered.get(id) ?? NOT_OFFERED),
    };
  });
}

/** Entries and exits in their order; of one moment the exits first, as a batch has them. */
function changesIn(spans: readonly PastMembership[]): TimedSegmentChange[] {
  return spans
    .flatMap(({ segmentKey: segment, enteredAt, leftAt }): TimedSegmentChange[] => [
      { segment, kind: 'entered', at: enteredAt },
      ...(leftAt === null ? [] : [{ segment, kind: 'left' as const, at: leftAt }]),
    ])
    .sort((a, b) => a.at - b.at || (a.kind === b.kind ? 0 : a.kind === 'left' ? -1 : 1));
}

/** Rows by whose they are. */
function byPerson<Row extends { profileId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.profileId);
    if (known) known.push(row);
    else found.set(row.profileId, [row]);
  }
  return found;
}
