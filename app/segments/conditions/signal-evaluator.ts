import { wordFor } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { SIGNALS } from '#app/profiles/profile-state.ts';
import { momentOfBucket } from '#app/scoring/intent.ts';
import { SIGNAL_WORDS } from '#app/scoring/signal-words.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import type { SignalCondition } from '#app/segments/predicate.ts';
import { signalKey, wholeMs } from '#app/segments/fields/signal-key.ts';
import type { ConditionEvaluator } from './condition-evaluator.ts';
import { amountComparison } from './number-evaluator.ts';
import { inDays } from './time-evaluator.ts';

/**
 * The evaluator of a condition on behaviour. It counts by buckets: all of a day's occurrences count at the moment of
 * the last of them, so they enter the window together and leave it together, `days` after that moment.
 */
export function signalEvaluator(condition: SignalCondition): ConditionEvaluator | null {
  const { signal, days } = condition;
  const amount = amountComparison(
    condition.is === 'between' ? condition : { is: condition.is, value: condition.times },
  );
  if (amount === null || !SIGNALS.includes(signal) || !Number.isFinite(days) || days < 0)
    return null;
  const length = wholeMs(days);
  function countAt(facts: SegmentFacts, at: number): number {
    let count = 0;
    for (const bucket of facts.profile.signals[signal] ?? []) {
      const moment = momentOfBucket(bucket);
      if (moment <= at && at < moment + length) count += bucket[1];
    }
    return count;
  }
  function matches(facts: SegmentFacts, at: number): boolean {
    return amount?.holds(countAt(facts, at)) === true;
  }
  return {
    matches,
    read: (facts, at) => ({ [`${signal} in ${inDays(days)}`]: countAt(facts, at) }),
    answer: ([count]) => (typeof count === 'number' ? amount.holds(count) : null),
    nextMoment(facts, from) {
      const before = matches(facts, from);
      let at = bucketMoment(condition, facts, from);
      while (at !== null && matches(facts, at) === before) at = bucketMoment(condition, facts, at);
      return at;
    },
    sql(sql) {
      const until = (at: number) =>
        `coalesce(f.signal_sum[width_bucket(${sql.value(signalKey(signal, at), 'float8')}, f.signal_at)], 0)`;
      return `${amount.sql(`(${until(sql.at)} - ${until(sql.at - length)})`, sql)}`;
    },
    words: () => {
      const number = amount.words(formatNumber);
      const words = wordFor(amount.edges.at(-1) ?? 0, SIGNAL_WORDS[signal]);
      return `${number} ${words} in the last ${inDays(days)}`;
    },
  };
}

/** The first moment after `at` when a bucket enters or leaves the window. */
function bucketMoment(
  { signal, days }: SignalCondition,
  facts: SegmentFacts,
  at: number,
): number | null {
  let next = Infinity;
  for (const bucket of facts.profile.signals[signal] ?? []) {
    const entered = momentOfBucket(bucket);
    const left = entered + wholeMs(days);
    if (entered > at && entered < next) next = entered;
    if (left > at && left < next) next = left;
  }
  return next === Infinity ? null : next;
}
