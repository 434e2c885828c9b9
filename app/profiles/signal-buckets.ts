import { DAY } from '#app/lib/duration.ts';
import { SIGNALS, type DayBucket, type ProfileState, type Signal } from './profile-state.ts';

/**
 * How occurrences of behaviour are kept: the newest each by itself, older ones by day, by month, and the oldest all in
 * one, so that a profile stays small and no occurrence is ever lost. What stands together counts at the moment of the
 * last of it. `each` limits the buckets of one signal, `all` those of all signals together; what is beyond goes on to
 * the next level. Which occurrences stand at which level does not depend on the order of arrival: one is passed on only
 * when enough newer ones exist, and those never go away.
 */
const LEVELS = [
  { unit: (day: number, ms: number) => day * DAY + ms, each: 12, all: 40 },
  { unit: (day: number) => day, each: 24, all: 90 },
  { unit: (day: number) => monthOf(day), each: 12, all: 36 },
  { unit: () => 0, each: 1, all: Infinity },
] as const;
const BY_DAY = 1;

/** One occurrence, as it comes in; one that counts no more is taken off. */
export function occurrence(at: number, times: -1 | 0 | 1 = 1): DayBucket {
  return bucketOf(at, times, 0);
}

/** The buckets of one signal from two lists of them, the newest first. */
export function mergeBuckets(left: readonly DayBucket[], right: readonly DayBucket[]): DayBucket[] {
  const buckets = [...left, ...right];
  const kept: DayBucket[] = [];
  let passed: DayBucket[] = [];
  for (const [level, { unit, each }] of LEVELS.entries()) {
    const byUnit = new Map<number, DayBucket>();
    for (const bucket of [...buckets.filter((one) => levelOf(one) === level), ...passed]) {
      const key = unit(bucket[0], bucket[2]);
      const known = byUnit.get(key);
      byUnit.set(key, atLevel(known ? mergedBucket(known, bucket) : bucket, level));
    }
    const sorted = [...byUnit.values()].sort(newestFirst);
    kept.push(...sorted.slice(0, each));
    passed = sorted.slice(each);
  }
  return kept;
}

/** The signals with no more buckets at any level than a profile has room for. */
export function bounded(signals: ProfileState['signals']): ProfileState['signals'] {
  let within = signals;
  for (const [level, { all }] of LEVELS.entries()) within = boundedAt(within, level, all);
  return within;
}

function boundedAt(
  signals: ProfileState['signals'],
  level: number,
  most: number,
): ProfileState['signals'] {
  let count = 0;
  for (const buckets of Object.values(signals))
    for (const bucket of buckets) if (levelOf(bucket) === level) count += 1;
  if (count <= most) return signals;
  const passed = SIGNALS.flatMap((signal) =>
    (signals[signal] ?? []).flatMap((bucket) =>
      levelOf(bucket) === level ? [{ signal, bucket }] : [],
    ),
  )
    .sort((a, b) => compareUnits(level, a.bucket, b.bucket) || (a.signal < b.signal ? -1 : 1))
    .slice(most);
  const gone = new Set(passed.map(({ bucket }) => bucket));
  const bySignal = new Map<Signal, DayBucket[]>();
  for (const { signal, bucket } of passed)
    bySignal.set(signal, [...(bySignal.get(signal) ?? []), atLevel(bucket, level + 1)]);
  const within = { ...signals };
  for (const [signal, coarser] of bySignal)
    within[signal] = mergeBuckets(
      (signals[signal] ?? []).filter((bucket) => !gone.has(bucket)),
      coarser,
    );
  return within;
}

function levelOf(bucket: DayBucket): number {
  return bucket[3] ?? BY_DAY;
}

/** A bucket that stands for all that is counted in two of them. */
function mergedBucket(a: DayBucket, b: DayBucket): DayBucket {
  return bucketOf(Math.max(momentIn(a), momentIn(b)), a[1] + b[1], levelOf(a));
}

function atLevel(bucket: DayBucket, level: number): DayBucket {
  return levelOf(bucket) === level ? bucket : bucketOf(momentIn(bucket), bucket[1], level);
}

function bucketOf(at: number, count: number, level: number): DayBucket {
  const day = Math.floor(at / DAY);
  const ms = at - day * DAY;
  return level === BY_DAY ? [day, count, ms] : [day, count, ms, level];
}

function momentIn(bucket: DayBucket): number {
  return bucket[0] * DAY + bucket[2];
}

function newestFirst(a: DayBucket, b: DayBucket): number {
  return momentIn(b) - momentIn(a);
}

function compareUnits(level: number, a: DayBucket, b: DayBucket): number {
  const unit = LEVELS[level]?.unit ?? (() => 0);
  return unit(b[0], b[2]) - unit(a[0], a[2]);
}

/** The month of a day, both counted from 1970 on. */
function monthOf(day: number): number {
  const date = new Date(day * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
