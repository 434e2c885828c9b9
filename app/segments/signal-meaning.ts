import { wordFor } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { SIGNALS } from '#app/profiles/profile.ts';
import { momentOf } from '#app/scoring/intent.ts';
import { SIGNAL_WORDS } from '#app/scoring/signal-words.ts';
import type { SegmentFacts } from './facts.ts';
import type { Meaning } from './meaning.ts';
import { amountMeaning } from './number-meaning.ts';
import type { SignalQuestion } from './predicate.ts';
import { signalKey, wholeMs } from './signal-key.ts';
import { inDays } from './time-meaning.ts';

/**
 * What a question about behaviour means. It counts by buckets: all of a day's occurrences count at the moment of
 * the last of them, so they enter the window together and leave it together, `days` after that moment.
 */
export function signalMeaning(question: SignalQuestion): Meaning | null {
  const { signal, days } = question;
  const amount = amountMeaning(
    question.is === 'between' ? question : { is: question.is, value: question.times },
  );
  if (amount === null || !SIGNALS.includes(signal) || !Number.isFinite(days) || days < 0)
    return null;
  const length = wholeMs(days);
  function answer(facts: SegmentFacts, at: number): boolean {
    let count = 0;
    for (const bucket of facts.profile.signals[signal] ?? []) {
      const moment = momentOf(bucket);
      if (moment <= at && at < moment + length) count += bucket[1];
    }
    return amount?.holds(count) === true;
  }
  return {
    answer,
    nextMoment(facts, from) {
      const before = answer(facts, from);
      let at = bucketMoment(question, facts, from);
      while (at !== null && answer(facts, at) === before) at = bucketMoment(question, facts, at);
      return at;
    },
    sql(pen) {
      const until = (at: number) =>
        `coalesce(f.signal_sum[width_bucket(${pen.value(signalKey(signal, at), 'float8')}, f.signal_at)], 0)`;
      return `${amount.sql(`(${until(pen.at)} - ${until(pen.at - length)})`, pen)}`;
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
  { signal, days }: SignalQuestion,
  facts: SegmentFacts,
  at: number,
): number | null {
  let next = Infinity;
  for (const bucket of facts.profile.signals[signal] ?? []) {
    const entered = momentOf(bucket);
    const left = entered + wholeMs(days);
    if (entered > at && entered < next) next = entered;
    if (left > at && left < next) next = left;
  }
  return next === Infinity ? null : next;
}
