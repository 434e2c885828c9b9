import { DAY } from '#app/lib/duration.ts';
import { momentOf } from '#app/scoring/intent.ts';
import { askSignal, evaluate } from './evaluate.ts';
import { isScoreField, TIMES } from './facts.ts';
import type { SegmentFacts } from './facts.ts';
import type { NumberQuestion, Predicate, SignalQuestion, WindowQuestion } from './predicate.ts';

/**
 * The first millisecond after `now` at which `evaluate` answers otherwise if nothing else happens, or null
 * if it never does. Between the flips of its leaves an answer stands, so only those moments are asked.
 * @param now epoch milliseconds
 */
export function nextFlip(predicate: Predicate, facts: SegmentFacts, now: number): number | null {
  const before = evaluate(predicate, facts, now);
  let at = nextMoment(predicate, facts, now);
  while (at !== null && evaluate(predicate, facts, at) === before) {
    at = nextMoment(predicate, facts, at);
  }
  return at;
}

/** The earlier of two moments that may never come. */
export function sooner(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** The first moment after `at` when some question may flip; never too late. */
function nextMoment(predicate: Predicate, facts: SegmentFacts, at: number): number | null {
  if ('all' in predicate) return soonest(predicate.all, facts, at);
  if ('any' in predicate) return soonest(predicate.any, facts, at);
  if ('not' in predicate) return nextMoment(predicate.not, facts, at);
  if ('signal' in predicate) return signalFlip(predicate, facts, at);
  switch (predicate.is) {
    case 'at_least':
    case 'at_most':
    case 'equal':
      return numberMoment(predicate, facts, at);
    case 'within':
    case 'before':
      return windowMoment(predicate, facts, at);
    default:
      return null;
  }
}

function soonest(predicates: Predicate[], facts: SegmentFacts, at: number): number | null {
  let next: number | null = null;
  for (const each of predicates) next = sooner(next, nextMoment(each, facts, at));
  return next;
}

/** The nearest whole millisecond from a moment on; windows of a part of a day may end between two. */
function wholeMs(moment: number): number {
  return Math.ceil(moment);
}

function numberMoment(
  { field, value }: NumberQuestion,
  facts: SegmentFacts,
  at: number,
): number | null {
  if (!isScoreField(field) || !Number.isFinite(value)) return null;
  return facts.nextCrossing(field, value, at);
}

function windowMoment(
  { field, days }: WindowQuestion,
  facts: SegmentFacts,
  at: number,
): number | null {
  const moment = Object.hasOwn(TIMES, field) ? TIMES[field](facts.profile) : null;
  if (moment === null || !Number.isFinite(days)) return null;
  if (moment > at) return moment;
  const left = wholeMs(moment + days * DAY);
  return left > at ? left : null;
}

function signalFlip(question: SignalQuestion, facts: SegmentFacts, from: number): number | null {
  const before = askSignal(question, facts, from);
  let at = bucketMoment(question, facts, from);
  while (at !== null && askSignal(question, facts, at) === before)
    at = bucketMoment(question, facts, at);
  return at;
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
    const left = wholeMs(entered + days * DAY);
    if (entered > at && entered < next) next = entered;
    if (left > at && left < next) next = left;
  }
  return next === Infinity ? null : next;
}
