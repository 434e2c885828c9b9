import { DAY } from '#app/lib/duration.ts';
import { momentOf } from '#app/scoring/intent.ts';
import { isTimeField, NUMBERS, TEXTS, TIMES } from './facts.ts';
import type { SegmentFacts } from './facts.ts';
import type {
  KnownQuestion,
  NumberQuestion,
  OrderQuestion,
  Predicate,
  SignalQuestion,
  TextQuestion,
  WindowQuestion,
} from './predicate.ts';

/** Yes, no, or null: the question itself makes no sense, for instance a window of NaN days. */
export type Answer = boolean | null;

/**
 * Whether a person is in. Fails closed: a question that makes no sense is answered no, under `not` as well.
 * @param now epoch milliseconds
 */
export function evaluate(predicate: Predicate, facts: SegmentFacts, now: number): boolean {
  return answer(predicate, facts, now) === true;
}

/** As `evaluate`, telling a senseless question from a no. Comparing what is not known is a plain no. */
export function answer(predicate: Predicate, facts: SegmentFacts, now: number): Answer {
  if ('all' in predicate) return every(predicate.all, facts, now);
  if ('any' in predicate) return some(predicate.any, facts, now);
  if ('not' in predicate) return negated(answer(predicate.not, facts, now));
  if ('signal' in predicate) return askSignal(predicate, facts, now);
  switch (predicate.is) {
    case 'at_least':
    case 'at_most':
    case 'equal':
      return askNumber(predicate, facts, now);
    case 'one_of':
      return askText(predicate, facts);
    case 'known':
    case 'unknown':
      return askKnown(predicate, facts);
    case 'within':
    case 'before':
      return askWindow(predicate, facts, now);
    case 'after':
      return askOrder(predicate, facts);
    default:
      return null;
  }
}

function negated(inner: Answer): Answer {
  return inner === null ? null : !inner;
}

function every(predicates: Predicate[], facts: SegmentFacts, now: number): Answer {
  let result: Answer = true;
  for (const each of predicates) {
    const inner = answer(each, facts, now);
    if (inner === false) return false;
    if (inner === null) result = null;
  }
  return result;
}

function some(predicates: Predicate[], facts: SegmentFacts, now: number): Answer {
  let result: Answer = false;
  for (const each of predicates) {
    const inner = answer(each, facts, now);
    if (inner === true) return true;
    if (inner === null) result = null;
  }
  return result;
}

function askNumber({ field, is, value }: NumberQuestion, facts: SegmentFacts, now: number): Answer {
  if (!Object.hasOwn(NUMBERS, field) || !Number.isFinite(value)) return null;
  const known = NUMBERS[field](facts, now);
  if (known === null) return false;
  if (is === 'at_least') return known >= value;
  return is === 'at_most' ? known <= value : known === value;
}

function askText({ field, values }: TextQuestion, facts: SegmentFacts): Answer {
  if (!Object.hasOwn(TEXTS, field)) return null;
  const known = TEXTS[field](facts.profile);
  return known !== null && values.includes(known);
}

function askKnown({ field, is }: KnownQuestion, facts: SegmentFacts): Answer {
  if (!isTimeField(field) && !Object.hasOwn(TEXTS, field)) return null;
  const known = isTimeField(field) ? TIMES[field](facts.profile) : TEXTS[field](facts.profile);
  return (known !== null) === (is === 'known');
}

function askWindow({ field, is, days }: WindowQuestion, facts: SegmentFacts, now: number): Answer {
  if (!isTimeField(field) || !Number.isFinite(days)) return null;
  const moment = TIMES[field](facts.profile);
  if (moment === null || moment > now) return false;
  return is === 'within' ? now < moment + days * DAY : now >= moment + days * DAY;
}

function askOrder({ field, than }: OrderQuestion, facts: SegmentFacts): Answer {
  if (!isTimeField(field) || !isTimeField(than)) return null;
  const later = TIMES[field](facts.profile);
  const earlier = TIMES[than](facts.profile);
  return later !== null && (earlier === null || later > earlier);
}

/**
 * Counts by buckets: all of a day's occurrences count at the moment of the last of them, so they enter the
 * window together and leave it together, `days` after that moment.
 */
export function askSignal(
  { signal, is, times, days }: SignalQuestion,
  facts: SegmentFacts,
  now: number,
): Answer {
  if (!Number.isFinite(times) || !Number.isFinite(days)) return null;
  let count = 0;
  for (const bucket of facts.profile.signals[signal] ?? []) {
    const moment = momentOf(bucket);
    if (moment <= now && now < moment + days * DAY) count += bucket[1];
  }
  return is === 'at_least' ? count >= times : count < times;
}
