import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDay } from '#app/lib/format/time.ts';
import { dayEnd, dayStart } from '#app/lib/shop-day.ts';
import type { DateCondition, OrderCondition, WindowCondition } from '#app/segments/predicate.ts';
import { wholeMs } from '#app/segments/fields/signal-key.ts';
import { isTimeField, TIME_FIELDS } from '#app/segments/fields/time-fields.ts';
import { type ConditionEvaluator, sooner } from './condition-evaluator.ts';

/** How far back a moment lies, in milliseconds: from `from` on and less than `to`. */
type TimeInterval = { from: number; to: number; words: string };

/** What each window means: an interval before, or after, the moment of evaluation. */
const WINDOWS = {
  within: (days: number): TimeInterval => ({
    from: 0,
    to: wholeMs(days),
    words: `in the last ${inDays(days)}`,
  }),
  before: (days: number): TimeInterval => ({
    from: wholeMs(days),
    to: Infinity,
    words: `${inDays(days)} ago or longer`,
  }),
  // The future is counted from the next millisecond on, so that no moment is both past and to come.
  coming: (days: number): TimeInterval => ({
    from: -wholeMs(days),
    to: 0,
    words: `in the ${inDays(days)} to come`,
  }),
};

function intervalOf(condition: WindowCondition): TimeInterval | null {
  if (condition.is === 'days_ago') {
    const { least, most } = condition;
    if (!Number.isFinite(least) || !Number.isFinite(most) || least > most || least < 0) return null;
    const words = `${formatNumber(least)} to ${inDays(most)} ago`;
    return { from: wholeMs(least), to: wholeMs(most), words };
  }
  const { is, days } = condition;
  // A window of less than nothing looks from the past into what is to come.
  return Object.hasOwn(WINDOWS, is) && Number.isFinite(days) && days >= 0
    ? WINDOWS[is](days)
    : null;
}

/** The evaluator of a condition on a window of time. What is still to come has not happened. */
export function windowEvaluator(condition: WindowCondition): ConditionEvaluator | null {
  const interval = intervalOf(condition);
  if (interval === null) return null;
  const fact = TIME_FIELDS[condition.field];
  const { from, to, words } = interval;
  return {
    matches(facts, at) {
      const moment = fact.read(facts);
      return moment !== null && at - moment >= from && at - moment < to;
    },
    read: (facts) => ({ [condition.field]: fact.read(facts) }),
    answer: answerOfMoment((moment, at) => at - moment >= from && at - moment < to),
    nextMoment(facts, at) {
      const moment = fact.read(facts);
      if (moment === null) return null;
      const [start, end] = [Math.ceil(moment + from), Math.ceil(moment + to)];
      return sooner(start > at ? start : null, end > at && end < Infinity ? end : null);
    },
    sql(sql) {
      const moment = fact.sql(sql);
      const latest = `${moment} <= ${sql.value(sql.at - from, 'float8')}`;
      const both =
        to === Infinity ? latest : `${latest} and ${moment} > ${sql.value(sql.at - to, 'float8')}`;
      return `coalesce(${both}, false)`;
    },
    words: () => `${fact.words} ${words}`,
  };
}

/** The evaluator of a condition on the calendar of the shop; its result is the same at all times. */
export function dateEvaluator(condition: DateCondition): ConditionEvaluator | null {
  const span = spanOf(condition);
  if (span === null) return null;
  const fact = TIME_FIELDS[condition.field];
  const { from, to, words } = span;
  return {
    matches(facts) {
      const moment = fact.read(facts);
      return moment !== null && moment >= from && moment < to;
    },
    read: (facts) => ({ [condition.field]: fact.read(facts) }),
    answer: answerOfMoment((moment) => moment >= from && moment < to),
    nextMoment: () => null,
    sql(sql) {
      const moment = fact.sql(sql);
      const parts = [
        ...(from === -Infinity ? [] : [`${moment} >= ${sql.value(from, 'float8')}`]),
        ...(to === Infinity ? [] : [`${moment} < ${sql.value(to, 'float8')}`]),
      ];
      return `coalesce(${parts.join(' and ')}, false)`;
    },
    words: () => `${fact.words} ${words}`,
  };
}

function spanOf(condition: DateCondition): TimeInterval | null {
  const { zone = 'UTC' } = condition;
  switch (condition.is) {
    case 'since': {
      const from = dayStart(condition.date, zone);
      return from === null
        ? null
        : { from, to: Infinity, words: `on or after ${formatDay(condition.date)}` };
    }
    case 'until': {
      const to = dayEnd(condition.date, zone);
      return to === null
        ? null
        : { from: -Infinity, to, words: `on or before ${formatDay(condition.date)}` };
    }
    case 'from_to': {
      const [from, to] = [dayStart(condition.from, zone), dayEnd(condition.to, zone)];
      return from === null || to === null || condition.from > condition.to
        ? null
        : { from, to, words: `from ${formatDay(condition.from)} to ${formatDay(condition.to)}` };
    }
  }
}

/** The evaluator of a condition on the order of two moments. */
export function orderEvaluator({ field, than }: OrderCondition): ConditionEvaluator | null {
  if (!isTimeField(than)) return null;
  const [later, earlier] = [TIME_FIELDS[field], TIME_FIELDS[than]];
  return {
    matches(facts) {
      const [late, early] = [later.read(facts), earlier.read(facts)];
      return late !== null && (early === null || late > early);
    },
    read: (facts) => ({ [field]: later.read(facts), [than]: earlier.read(facts) }),
    // A moment that is compared with itself was read once.
    answer([late, early = late]) {
      if (late === null) return false;
      if (typeof late !== 'number') return null;
      return early === null || (typeof early === 'number' ? late > early : null);
    },
    nextMoment: () => null,
    sql(sql) {
      const [late, early] = [later.sql(sql), earlier.sql(sql)];
      return `(${late} is not null and (${early} is null or ${late} > ${early}))`;
    },
    words: () => `${later.words} after the ${earlier.words}, if any`,
  };
}

/** The answer out of a moment that was read. */
function answerOfMoment(
  holds: (moment: number, at: number) => boolean,
): ConditionEvaluator['answer'] {
  return ([moment = null], at) => {
    if (moment === null) return false;
    return typeof moment === 'number' ? holds(moment, at) : null;
  };
}

/** "1 day", "14 days". */
export function inDays(days: number): string {
  return formatCount(days, DAYS);
}
