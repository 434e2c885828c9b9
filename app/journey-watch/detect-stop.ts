import { DAY, HOUR } from '#app/lib/duration.ts';
import { expectedBetween, type SlotOf, type WeeklyProfile } from './weekly-profile.ts';

/** False alarms that a shop gets in 30 days at most, on average, over everything that is watched. */
const FALSE_ALARMS_A_MONTH = 1;
/** What each watched thing is looked at for: a silence, and refusals one after the other. */
const TESTS = 2;
/** Until so many chances were taken or missed it is not known which share is usual. */
const FEWEST_CHANCES = 20;
/** One who is refused in a week says nothing of the rules. */
const FEWEST_LOOKED_AT = 3;
/** What is taken for known of how often a missed chance follows another: a fifth of two. */
const FOLLOWED = { share: 0.2, weight: 2 };
/** New rules may well take so much less of those who come. */
const NARROWED = 0.1;
/** One in a hundred of such versions is reported although a person would have entered. */
const NONE_YET_NEEDED = Math.log(100);
/** Events come and no one is looked at: that is said of so many deliveries, of all but a few triggers that look for one. */
const MANY_COME = 100;
/** Longer silences are not looked into hour by hour. */
const LONGEST_SILENCE = 28 * 24 * HOUR;

/**
 * How often those who could did, and did not, before the present silence; many at once are once. `again` are the missed ones
 * that follow another, 0 where that is not known.
 */
export type UsualChances = { taken: number; missed: number; again?: number };

/** What is watched as it stands. Moments are epoch milliseconds. */
export type WatchedSeries = {
  profile: WeeklyProfile;
  /** How lively it was before the silence, as `levelUntil` has it. */
  level: number;
  /** When it happened last. */
  lastAt: number;
  /** How often chances were missed since then, as when people were refused. */
  missed: number;
  chances: UsualChances;
};

/**
 * How strong the evidence for a stop is: the logarithm of how much better "it stopped" explains what was seen than "as usual"
 * does, beside what it takes for an alarm.
 */
export type StopEvidence = {
  quiet: number;
  missed: number;
  needed: number;
  /** Which of the two reached what it takes, or that it never began; null while nothing did. */
  stopped: 'quiet' | 'missed' | 'none_yet' | null;
};

/**
 * Whether something that went on until now has stopped: a sequential likelihood ratio that each time it happens begins at zero
 * again. While it has stopped nothing happens, so the ratio grows by what was expected meanwhile; and with each chance
 * that is missed, by how unusual that is. By Ville's inequality chance alone passes the bound once in e^needed beginnings.
 * @param watched how many things are watched in the shop: they share its false alarms
 * @param now epoch milliseconds
 */
export function detectStop(
  { profile, level, lastAt, missed, chances }: WatchedSeries,
  watched: number,
  now: number,
  slotOf: SlotOf,
): StopEvidence {
  const from = Math.max(lastAt, now - LONGEST_SILENCE);
  const quiet = expectedBetween(profile, from, now, { level, slotOf }).evidence;
  const evidence = { quiet, missed: missedEvidence(missed, chances) };
  const needed = neededEvidence(profile, watched);
  const stopped = evidence.missed >= needed ? 'missed' : evidence.quiet >= needed ? 'quiet' : null;
  return { ...evidence, needed, stopped };
}

/** What it takes for an alarm, for something that happens so often: it begins again each time. */
export function neededEvidence(profile: WeeklyProfile, watched: number): number {
  const { perMonth, dispersion } = profile;
  const beginnings = Math.max(1, perMonth / dispersion) * TESTS * Math.max(1, watched);
  return Math.log(beginnings / FALSE_ALARMS_A_MONTH);
}

/**
 * How surprising missed chances one after the other are. Those after the first count by how often one follows another, because
 * refusals come in clumps. Careful while few chances are known, and none at all below that.
 */
function missedEvidence(count: number, { taken, missed, again = 0 }: UsualChances): number {
  if (count === 0 || taken + missed < FEWEST_CHANCES) return 0;
  const first = -Math.log((missed + 1) / (taken + missed + 2));
  const next = -Math.log((again + FOLLOWED.weight * FOLLOWED.share) / (missed + FOLLOWED.weight));
  return first + (count - 1) * Math.min(first, next);
}

/**
 * Whether what never happened under its present rules has stopped before it began: of those who were looked at none entered,
 * although a tenth of the usual share would have, or none did in a day; in a week where few were looked at.
 * @param missed how often people were looked at and none entered
 * @param waitedMs since when that is so, milliseconds
 * @param came how many deliveries came that may start it, where no one at all was looked at
 */
export function detectNoneYet(
  { missed, chances, waitedMs }: { missed: number; chances: UsualChances; waitedMs: number },
  came: number,
): StopEvidence {
  const evidence = { quiet: 0, missed: missed * noneYetEvidence(chances), needed: NONE_YET_NEEDED };
  const [some, many] =
    missed > 0 ? [FEWEST_LOOKED_AT, FEWEST_CHANCES] : [FEWEST_CHANCES, MANY_COME];
  const seen = missed > 0 ? missed : came;
  const isLate = seen >= some && waitedMs >= (seen >= many ? DAY : 7 * DAY);
  return { ...evidence, stopped: evidence.missed >= evidence.needed || isLate ? 'none_yet' : null };
}

function noneYetEvidence({ taken, missed }: UsualChances): number {
  if (taken + missed < FEWEST_CHANCES) return 0;
  return -Math.log(1 - ((taken + 1) / (taken + missed + 2)) * NARROWED);
}

/**
 * How long a silence takes until it is noticed, milliseconds: the median over the hours of a usual week in which it may begin.
 */
export function noticeTime(profile: WeeklyProfile, watched: number): number {
  const needed = neededEvidence(profile, watched);
  const gains = profile.bySlot.map((usual) => usual / profile.dispersion);
  const week = gains.reduce((sum, gain) => sum + gain, 0);
  if (week <= 0) return LONGEST_SILENCE;
  const times = gains.map((_, slot) => hoursUntil(gains, slot, needed, week));
  const [median = 0] = times.sort((one, other) => one - other).slice(Math.floor(times.length / 2));
  return Math.min(LONGEST_SILENCE, median * HOUR);
}

function hoursUntil(gains: readonly number[], from: number, needed: number, week: number): number {
  const weeks = Math.floor(needed / week);
  let left = needed - weeks * week;
  let hours = weeks * gains.length;
  for (let slot = from; left > 0; slot += 1) {
    const gain = gains[slot % gains.length] ?? 0;
    hours += gain > 0 && left < gain ? left / gain : 1;
    left -= gain;
  }
  return hours;
}
