import {
  countMissed,
  decideWatch,
  learnedSpan,
  withLearned,
} from '#app/journey-watch/decide-watch.ts';
import { doubtedKind, resolveDoubt } from '#app/journey-watch/doubt.ts';
import type { WantedWatch } from '#app/journey-watch/wanted-watches.ts';
import type { StopEvidence } from '#app/journey-watch/detect-stop.ts';
import {
  newWatch,
  watchInterval,
  type WatchMeasure,
  type WatchState,
} from '#app/journey-watch/watched.ts';
import { LEARNED_SPAN, type CountedHour } from '#app/journey-watch/weekly-profile.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';

/** What stops: the entry filter refuses all, all that Shopify sends stays away, or only what starts the journey does. */
export const SIMULATED_STOPS = ['filter', 'source', 'topic'] as const;
export type SimulatedStop = (typeof SIMULATED_STOPS)[number];

/** How long each stop took until it was noticed, milliseconds; null for one that was not within six hours. */
export type SimulatedYear = {
  falseAlarms: number;
  delays: Record<SimulatedStop, (number | null)[]>;
  /** Events that may start the journey in the hour before each stop. */
  hourBefore: number[];
};

const YEAR = 365 * DAY;
const LONGEST_STOP = 6 * HOUR;
/** What it is like in its best hours: events that may start the journey, those that pass its filter, and other deliveries in clumps. */
const PASSED = 0.95;
const CLUMPS_PER_EVENT = 4;
const MOST_IN_CLUMP = 5;
/** Entries of a journey, its emails, and what Shopify sends. */
const WATCHED = 3;
/** Of so many days it is known which share of the chances is taken. */
const CHANCES_DAYS = 14;
const BATCH_MS = 5 * MINUTE;
const MANY = 5;
/** A recompute now and then offers many people at once who are refused, over a minute or a few. */
const RECOMPUTES_A_DAY = 2;
const MOST_RECOMPUTED_MINUTES = 4;

/** The journey: orders start it. */
const ORDERS: WantedWatch = {
  journeyKey: 'entries',
  measure: 'entries',
  rules: '',
  journey: {
    key: 'entries',
    name: 'Orders',
    purpose: '',
    version: 1,
    trigger: { events: ['order.placed'], subject: 'order' },
    entry: { all: [] },
    exitReasons: [],
    restartsWhileWaitingAt: null,
    first: 'end',
    steps: [{ id: 'end', kind: 'exit', reason: 'finished' }],
  },
  isPaused: false,
};

/** A small generator of numbers from 0 to 1, the same for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function poisson(random: () => number, mean: number): number {
  let count = 0;
  for (let left = -Math.log(1 - random()); left < mean; left -= Math.log(1 - random())) count += 1;
  return count;
}

/** The share of the best hours: the evenings, and less at night and in the middle of the week. */
function liveliness(at: number): number {
  const hour = Math.floor(at / HOUR) % 24;
  const day = Math.floor(at / DAY) % 7;
  const ofHour = hour < 7 ? 0.1 : hour < 17 ? 0.6 : hour < 22 ? 1 : 0.4;
  return ofHour * (day < 5 ? 0.85 : 1);
}

function slotOf(hour: number): number {
  return Math.floor(hour / HOUR) % (7 * 24);
}

/** Something that is watched: its state as the app has it, with what the database would say of it. */
class Watched {
  private state: WatchState;
  private readonly counts: CountedHour[] = [];
  private readonly chances: { day: number; taken: number; missed: number; again: number }[] = [];
  private wasMissed = false;
  private missedAt = -Infinity;
  private batchAt = -Infinity;
  /** A stop goes on until it happens again, and is one alarm. */
  isStopped = false;

  constructor(measure: WatchMeasure) {
    this.state = newWatch({ journeyKey: measure, measure, rules: '' }, 0);
  }

  /** What happened in a minute, and whether people were refused in it. */
  pass(at: number, count: number, refused: number): void {
    const { state } = this;
    if (count > 0) {
      const hour = Math.floor(at / HOUR) * HOUR;
      const last = this.counts.at(-1);
      if (last?.hour === hour) last.count += count;
      else this.counts.push({ hour, count });
      this.state = { ...state, lastAt: at, missed: {} };
      this.isStopped = false;
    } else if (refused > 0) {
      const isBatch = refused >= MANY;
      const isFollowed = at - this.missedAt <= MINUTE && at - this.batchAt < BATCH_MS;
      this.missedAt = isBatch ? at : -Infinity;
      // A recompute is once, as `countWatchedDecisions` counts.
      if (isBatch && isFollowed) return;
      this.batchAt = at;
      this.state = { ...state, missed: { 'not_entered:x': countMissed(state.missed) + 1 } };
    } else return;
    const day = this.day(at);
    day.taken += count > 0 ? 1 : 0;
    day.missed += count > 0 ? 0 : 1;
    day.again += count === 0 && this.wasMissed ? 1 : 0;
    this.wasMissed = count === 0;
  }

  private day(at: number) {
    const day = Math.floor(at / DAY);
    const last = this.chances.at(-1);
    if (last?.day === day) return last;
    const next = { day, taken: 0, missed: 0, again: 0 };
    this.chances.push(next);
    if (this.chances.length > CHANCES_DAYS) this.chances.shift();
    return next;
  }

  /** What is usual is learned each hour, as in the app. */
  learn(now: number): void {
    while ((this.counts[0]?.hour ?? now) < now - LEARNED_SPAN - DAY) this.counts.shift();
    const { from, until } = learnedSpan(this.state);
    const counts = this.counts.filter(({ hour }) => hour >= from && hour < until);
    const sum = (field: 'taken' | 'missed' | 'again') =>
      this.chances.reduce((total, day) => total + day[field], 0);
    const chances = { taken: sum('taken'), missed: sum('missed'), again: sum('again') };
    this.state = withLearned(this.state, counts, chances, WATCHED, { now, slotOf });
  }

  /**
   * Asks Shopify about a silence, as the app does: whether an order is newer than the last that came.
   * @returns whether one is, and was not delivered
   */
  isLost(now: number, heardAt: number, newestAt: number): boolean {
    const { state } = this;
    if (!state.profile) return false;
    const heard = { 'orders/create': { hour: 0, count: 1, at: heardAt } };
    const quiet = this.evidence(now)?.quiet ?? 0;
    const kind = doubtedKind(ORDERS, state, heard, quiet);
    if (kind === null) return false;
    const says = resolveDoubt(kind, { newest: { orders: newestAt }, state, heard }, now);
    if (says === 'quiet') this.state = { ...state, since: now };
    return says === 'lost';
  }

  /** A stop of all that Shopify sends is over: what stood still with it has not stopped by itself. */
  expectFromNow(now: number): void {
    this.state = { ...this.state, since: now, missed: {} };
  }

  private evidence(now: number): StopEvidence | null {
    return this.state.profile ? decideWatch(this.state, WATCHED, now, slotOf) : null;
  }

  /**
   * Looks at it, as often as the app does.
   * @param isLost whether Shopify says that deliveries are lost, where it is asked
   * @returns whether a stop is noticed that was not known
   */
  isNoticed(now: number, isLost: () => boolean): boolean {
    if (this.isStopped || now - this.state.checkedAt < watchInterval([this.state])) return false;
    this.state = { ...this.state, checkedAt: now };
    this.isStopped = isLost() || this.evidence(now)?.stopped != null;
    return this.isStopped;
  }
}

/**
 * A year of a shop, minute by minute, after eight weeks in which nothing stopped: busier and quieter days, and each third
 * evening something that stops until it is noticed.
 * @param perHour events that may start the journey, in the best hours
 * @param isAsked whether Shopify answers what is the newest that it has
 */
export function simulateYear(perHour: number, seed: number, isAsked: boolean): SimulatedYear {
  const random = randomFrom(seed);
  const [journey, source] = [new Watched('entries'), new Watched('deliveries')];
  const year: SimulatedYear = {
    falseAlarms: 0,
    delays: { filter: [], source: [], topic: [] },
    hourBefore: [],
  };
  const lastHour: number[] = [];
  let recomputed = 0;
  let [newestAt, heardAt] = [0, 0];
  let stop: { kind: SimulatedStop; since: number } | null = null;
  let stops = 0;
  let dayLevel = 1;
  for (let now = 0; now < LEARNED_SPAN + YEAR; now += MINUTE) {
    if (now % DAY === 0) {
      dayLevel = Math.exp(
        0.2 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
      );
    }
    if (now % HOUR === 0 && now > 14 * DAY) {
      journey.learn(now);
      source.learn(now);
    }
    const day = Math.floor((now - LEARNED_SPAN) / DAY);
    const minute = now % DAY;
    if (!stop && day >= 0 && day % 3 === 0 && minute === (17 * 60 + 30 + (day % 120)) * MINUTE) {
      stop = { kind: SIMULATED_STOPS[stops % SIMULATED_STOPS.length] ?? 'filter', since: now };
      stops += 1;
      year.hourBefore.push(lastHour.reduce((sum, count) => sum + count, 0));
    }
    const rate = (perHour / 60) * liveliness(now) * dayLevel;
    const placed = poisson(random, rate);
    const events = stop?.kind === 'source' || stop?.kind === 'topic' ? 0 : placed;
    if (placed > 0) newestAt = now;
    if (events > 0) heardAt = now;
    let passed = 0;
    for (let event = 0; event < events; event += 1)
      if (stop?.kind !== 'filter' && random() < PASSED) passed += 1;
    lastHour.push(events);
    if (lastHour.length > 60) lastHour.shift();
    if (random() < (RECOMPUTES_A_DAY * MINUTE) / DAY)
      recomputed = 1 + Math.floor(MOST_RECOMPUTED_MINUTES * random());
    journey.pass(now, passed, events - passed + (recomputed > 0 ? 10 : 0));
    recomputed = Math.max(0, recomputed - 1);
    let deliveries = events;
    if (stop?.kind !== 'source')
      for (let clump = poisson(random, CLUMPS_PER_EVENT * rate); clump > 0; clump -= 1)
        deliveries += 1 + Math.floor(MOST_IN_CLUMP * random());
    const wasStopped = source.isStopped;
    source.pass(now, deliveries, 0);
    if (wasStopped && !source.isStopped) journey.expectFromNow(now + MINUTE);
    const look = now + MINUTE;
    const isSourceNoticed = source.isNoticed(look, () => false);
    const noticed =
      isSourceNoticed ||
      (!source.isStopped &&
        journey.isNoticed(look, () => isAsked && journey.isLost(look, heardAt, newestAt)));
    if (stop) {
      const delay = look - stop.since;
      if (!noticed && delay < LONGEST_STOP) continue;
      year.delays[stop.kind].push(noticed ? delay : null);
      stop = null;
    } else if (noticed && now >= LEARNED_SPAN) year.falseAlarms += 1;
  }
  return year;
}
