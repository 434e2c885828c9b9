import {
  findOldestPending,
  listPendingTopics,
} from '#app/events/inbox/store/oldest-pending.server.ts';
import { slotIn } from '#app/events/page/topic-health.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { newestCheckout } from '#app/shopify/operations/newest-checkout.ts';
import { newestOrder } from '#app/shopify/operations/newest-order.ts';
import { saveNextWatch } from '#app/shopify/store/due-shops.server.ts';
import { coversWatch, isCommonOver, isCommonStop, mergeCommonStops } from './shop-stops.ts';
import { countCame } from './count-came.server.ts';
import type { DatedKind, NewestOf } from './doubt.ts';
import type { JourneyStop } from './journey-stop.ts';
import { nameCauses } from './name-causes.server.ts';
import { namedStops } from './named-stops.ts';
import { observeWatch, relearnWatch } from './observe.server.ts';
import { noticeStops } from './notice-stops.server.ts';
import { resolveSilences } from './resolve-silences.ts';
import { deleteOldStops, resolveStops, selectOpenStops } from './store/journey-stops.server.ts';
import { saveWatchStates, selectWatchStates } from './store/watch-states.server.ts';
import { resumeWatch, wantedWatches, watchName, type WantedWatch } from './wanted-watches.ts';
import { isOver, decideWatch } from './decide-watch.ts';
import { ALL_JOURNEYS, watchInterval, type WatchState } from './watched.ts';
import { walkDueJourneys, type WalkServices } from './walk/walk-journeys.server.ts';
import type { SlotOf } from './weekly-profile.ts';

/** What watching needs of the process around it. */
export type WatchServices = WalkServices & {
  clock: Clock;
  /** The Admin API of the shop, which is asked when a topic is silent; without it only time shows that it is. */
  admin: AdminClient | null;
};

/** While deliveries wait for so long, what they would start is not counted yet; beyond that they are the cause. */
const LAGGING_MS = { from: 2 * MINUTE, until: 15 * MINUTE };
/** Stops that are over stay on record for so long. */
const STOPS_KEPT_MS = 400 * DAY;

/** A moment at which a shop is looked at; `watched` is how many things are. */
type Look = { now: number; slotOf: SlotOf; watched: number };
/** When a shop is looked at, with what Shopify says of its silences; what was in doubt at `askedAt` is looked at again. */
type LookAsked = { now: number; newest: NewestOf; askedAt: number | null };

/**
 * Looks whether a journey of a shop has stopped, alerts its staff once for each stop, and lets the seed shopper walk the
 * journeys that are due for it. May be killed at any moment and run again.
 */
export async function watchJourneys(services: WatchServices, shopId: string): Promise<void> {
  const now = services.clock.now();
  const doubts = await inShop(services.pool, shopId, (client) =>
    lookAtShop(client, shopId, { now, newest: {}, askedAt: null }),
  );
  const newest = await askNewest(services.admin, doubts);
  if (Object.keys(newest).length > 0) {
    // Shopify may have let wait for its answer, and what it has may have come meanwhile.
    const again = { now: services.clock.now(), newest, askedAt: now };
    await inShop(services.pool, shopId, (client) => lookAtShop(client, shopId, again));
  }
  await walkDueJourneys(services, shopId, now);
}

const NEWEST = { orders: newestOrder, checkouts: newestCheckout };

/** What Shopify says of kinds that are in doubt; what it does not answer is left out. */
async function askNewest(
  admin: AdminClient | null,
  kinds: ReadonlySet<DatedKind>,
): Promise<NewestOf> {
  const newest: NewestOf = {};
  if (!admin) return newest;
  for (const kind of kinds) {
    const answer = await NEWEST[kind](admin);
    if (answer.outcome === 'ok') newest[kind] = answer.data;
  }
  return newest;
}

/** Looks at a shop, by what Shopify says of its silences where it was asked. @returns of what it is to be asked */
async function lookAtShop(
  client: ShopClient,
  shopId: string,
  { now, newest, askedAt }: LookAsked,
): Promise<Set<DatedKind>> {
  const shown = await loadShownJourneys(client, shopId);
  const wanted = wantedWatches(shown);
  const timeZone = await loadTimeZone(client, shopId);
  const watched = wanted.filter(({ isPaused }) => !isPaused).length;
  const look = { now, slotOf: slotIn(timeZone), watched };
  const observed = await observeAll(client, shopId, wanted, look, askedAt);
  const pendingSince = await findOldestPending(client, shopId);
  const { open, over } = await resolveOver(
    client,
    shopId,
    { states: observed, wanted },
    pendingSince,
    now,
  );
  const waited = expectFromNow(observed, wanted, { open, over }, now);
  const isBehind = pendingSince !== null && now - pendingSince > LAGGING_MS.from;
  const pendingTopics = pendingSince === null ? [] : await listPendingTopics(client, shopId);
  const facts = { newest: isBehind ? {} : newest, open, pendingTopics };
  const { states, lost, doubts } = resolveSilences(waited, wanted, facts, look);
  await saveWatchStates(client, shopId, states);
  if (!isLagging(pendingSince, now)) {
    const came = await countCame(client, shopId, states, wanted, now);
    const found = findStops(states, wanted, { open, lost, came }, look);
    const stops = await nameCauses(client, shopId, found, { states, pendingSince, lost, now });
    const noticed = mergeCommonStops(namedStops(stops, shown), open);
    await noticeStops(client, shopId, noticed, timeZone, now);
  }
  await deleteOldStops(client, shopId, now - STOPS_KEPT_MS);
  await saveNextWatch(client, shopId, now + watchInterval(states));
  return isBehind ? new Set() : doubts;
}

async function observeAll(
  client: ShopClient,
  shopId: string,
  wanted: readonly WantedWatch[],
  { now, slotOf, watched }: Look,
  askedAt: number | null,
): Promise<WatchState[]> {
  const known = await selectWatchStates(client, shopId);
  const before = new Map(known.map((state) => [watchName(state), state]));
  const states: WatchState[] = [];
  for (const one of wanted) {
    const state = resumeWatch(one, before.get(watchName(one)), now);
    const isDue =
      state.profiledAt === null ||
      state.checkedAt === askedAt ||
      now - state.checkedAt >= watchInterval([state]);
    if (one.isPaused || !isDue) {
      states.push(state);
      continue;
    }
    const observed = await observeWatch(client, shopId, state, now);
    states.push(await relearnWatch(client, shopId, observed, watched, { now, slotOf }));
  }
  return states;
}

/** Notes which stops are over. @returns these, and those that go on */
async function resolveOver(
  client: ShopClient,
  shopId: string,
  watches: { states: readonly WatchState[]; wanted: readonly WantedWatch[] },
  pendingSince: number | null,
  now: number,
): Promise<{ open: JourneyStop[]; over: JourneyStop[] }> {
  const byName = new Map(watches.states.map((state) => [watchName(state), state]));
  const expected = watches.wanted.filter(({ isPaused }) => !isPaused);
  const names = new Set(expected.map(watchName));
  const live = new Set(expected.map(({ journeyKey }) => journeyKey));
  const open = await selectOpenStops(client, shopId);
  const over = open.filter((stop) => {
    if (isCommonStop(stop)) return isCommonOver(stop, watches, pendingSince, now);
    if (stop.measure === 'walk') return !live.has(stop.journeyKey);
    return isOver(stop, byName.get(watchName(stop)), !names.has(watchName(stop)));
  });
  const ids = new Set(over.map(({ id }) => id));
  await resolveStops(client, shopId, [...ids], now);
  return { open: open.filter(({ id }) => !ids.has(id)), over };
}

/** What stood still by a cause of the whole shop that is over has not stopped by itself: it is waited for from now on. */
function expectFromNow(
  states: readonly WatchState[],
  wanted: readonly WantedWatch[],
  { open, over }: { open: readonly JourneyStop[]; over: readonly JourneyStop[] },
  now: number,
): WatchState[] {
  const known = new Set(open.map(watchName));
  return states.map((state, place) => {
    const watch = wanted[place];
    if (!watch || watch.measure === 'deliveries' || known.has(watchName(state))) return state;
    return over.some((stop) => coversWatch(stop, watch))
      ? { ...state, since: now, missed: {} }
      : state;
  });
}

function isLagging(pendingSince: number | null, now: number): boolean {
  if (pendingSince === null) return false;
  const waits = now - pendingSince;
  return waits > LAGGING_MS.from && waits < LAGGING_MS.until;
}

/** The stops that go on, whose deliveries are lost, and how many deliveries came where no one was looked at. */
type KnownOfStops = {
  open: readonly JourneyStop[];
  lost: ReadonlySet<string>;
  came: ReadonlyMap<string, number>;
};

/**
 * What has stopped and is not known to have: of what Shopify sends only that, because all journeys stand still with it, and of
 * a journey that no one enters not its emails as well.
 */
function findStops(
  states: readonly WatchState[],
  wanted: readonly WantedWatch[],
  { open, lost, came }: KnownOfStops,
  { now, slotOf, watched }: Look,
): { state: WatchState; watch: WantedWatch }[] {
  const known = new Set(open.map(watchName));
  const found: { state: WatchState; watch: WantedWatch }[] = [];
  for (const [place, state] of states.entries()) {
    const watch = wanted[place];
    // What was not looked at now may have happened since.
    if (!watch || watch.isPaused || state.checkedAt !== now || isCovered(state, known)) continue;
    if (open.some((stop) => coversWatch(stop, watch))) continue;
    const name = watchName(state);
    if (
      !lost.has(name) &&
      decideWatch(state, watched, now, slotOf, came.get(name))?.stopped == null
    )
      continue;
    known.add(name);
    found.push({ state, watch });
  }
  return found;
}

function isCovered({ journeyKey, measure }: WatchState, known: ReadonlySet<string>): boolean {
  const covering: WatchState['measure'][] = measure === 'emails' ? ['entries', measure] : [measure];
  return (
    known.has(watchName({ journeyKey: ALL_JOURNEYS, measure: 'deliveries' })) ||
    covering.some((one) => known.has(watchName({ journeyKey, measure: one })))
  );
}
