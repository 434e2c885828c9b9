import { detectStop, type StopEvidence } from '#app/journey-watch/detect-stop.ts';
import {
  learnWeeklyProfile,
  LEARNED_SPAN,
  levelUntil,
  type CountedHour,
  type WeeklyProfile,
} from '#app/journey-watch/weekly-profile.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';

/** What stops: the entry filter refuses all, all that Shopify sends stays away, or only what starts the journey does. */
export const SIMULATED_STOPS = ['filter', 'source', 'topic'] as const;
export type SimulatedStop = (typeof SIMULATED_STOPS)[number];

/** How long each stop took until it was noticed, milliseconds; null for one that was not within six hours. */
export type SimulatedYear = {
  falseAlarms: number;
  delays: Record<SimulatedStop, (number | null)[]>;
};

const YEAR = 365 * DAY;
const LONGEST_STOP = 6 * HOUR;
/** What it is like in its best hours: events that may start the journey, those that pass its filter, and other deliveries in clumps. */
const PASSED = 0.95;
const CLUMPS_PER_EVENT = 4;
const MOST_IN_CLUMP = 5;
/** Entries of a journey, its emails, and what Shopify sends. */
const WATCHED = 3;

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

/** Something that is watched: what happened by the hour, what is usual, and how it stands. */
class Watched {
  private readonly counts: CountedHour[] = [];
  private profile: WeeklyProfile | null = null;
  private level = { at: -1, value: 1 };
  private lastAt = 0;
  private missed = 0;
  private readonly chances = { taken: 0, missed: 0 };

  happen(at: number, count: number): void {
    if (count === 0) return;
    const hour = Math.floor(at / HOUR) * HOUR;
    const last = this.counts.at(-1);
    if (last?.hour === hour) last.count += count;
    else this.counts.push({ hour, count });
    this.chances.taken += count;
    this.chances.missed += this.missed;
    this.missed = 0;
    this.lastAt = at;
  }

  miss(count: number): void {
    this.missed += count;
  }

  learn(now: number): void {
    while ((this.counts[0]?.hour ?? now) < now - LEARNED_SPAN) this.counts.shift();
    this.profile = learnWeeklyProfile(
      this.counts,
      { from: now - LEARNED_SPAN, until: now },
      slotOf,
    );
  }

  evidence(now: number): StopEvidence | null {
    const { profile, lastAt, missed, chances } = this;
    if (!profile) return null;
    if (this.level.at !== Math.floor(lastAt / HOUR)) {
      const value = levelUntil(profile, this.counts.slice(-8 * 24), lastAt, slotOf);
      this.level = { at: Math.floor(lastAt / HOUR), value };
    }
    const series = { profile, level: this.level.value, lastAt, missed, chances };
    return detectStop(series, WATCHED, now, slotOf);
  }
}

/**
 * A year of a shop, minute by minute, after eight weeks in which nothing stopped: busier and quieter days, and each third
 * evening something that stops until it is noticed.
 * @param perHour events that may start the journey, in the best hours
 */
export function simulateYear(perHour: number, seed: number): SimulatedYear {
  const random = randomFrom(seed);
  const [journey, source] = [new Watched(), new Watched()];
  const year: SimulatedYear = { falseAlarms: 0, delays: { filter: [], source: [], topic: [] } };
  let stop: { kind: SimulatedStop; since: number } | null = null;
  let stops = 0;
  let isAlarmed = false;
  let dayLevel = 1;
  for (let now = 0; now < LEARNED_SPAN + YEAR; now += MINUTE) {
    if (now % DAY === 0) {
      dayLevel = Math.exp(
        0.2 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
      );
      journey.learn(now);
      source.learn(now);
    }
    const day = Math.floor((now - LEARNED_SPAN) / DAY);
    const minute = now % DAY;
    if (!stop && day >= 0 && day % 3 === 0 && minute === (17 * 60 + 30 + (day % 120)) * MINUTE) {
      stop = { kind: SIMULATED_STOPS[stops % SIMULATED_STOPS.length] ?? 'filter', since: now };
      stops += 1;
    }
    const rate = (perHour / 60) * liveliness(now) * dayLevel;
    const events = stop?.kind === 'source' || stop?.kind === 'topic' ? 0 : poisson(random, rate);
    let passed = 0;
    for (let event = 0; event < events; event += 1)
      if (stop?.kind !== 'filter' && random() < PASSED) passed += 1;
    journey.miss(events - passed);
    journey.happen(now, passed);
    let deliveries = events;
    if (stop?.kind !== 'source')
      for (let clump = poisson(random, CLUMPS_PER_EVENT * rate); clump > 0; clump -= 1)
        deliveries += 1 + Math.floor(MOST_IN_CLUMP * random());
    source.happen(now, deliveries);
    const found = [journey, source].some((one) => one.evidence(now + MINUTE)?.stopped);
    if (stop) {
      const delay = now + MINUTE - stop.since;
      if (!found && delay < LONGEST_STOP) continue;
      year.delays[stop.kind].push(found ? delay : null);
      stop = null;
      // What it was noticed by ends with the stop.
      isAlarmed = true;
    } else {
      if (found && !isAlarmed && now >= LEARNED_SPAN) year.falseAlarms += 1;
      isAlarmed = found;
    }
  }
  return year;
}
