import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDay } from '#app/lib/format/time.ts';
import { dayEnd, dayStart } from '#app/lib/shop-day.ts';
import type { Meaning } from './meaning.ts';
import { sooner } from './meaning.ts';
import type { DateQuestion, OrderQuestion, WindowQuestion } from './predicate.ts';
import { wholeMs } from './signal-key.ts';
import { isTimeField, TIMES } from './time-fields.ts';

/** How far back a moment lies, in milliseconds: from `from` on and less than `to`. */
type Stretch = { from: number; to: number; words: string };

/** What each question about a window means: a stretch of time before, or after, the moment of asking. */
const WINDOWS = {
  within: (days: number): Stretch => ({
    from: 0,
    to: wholeMs(days),
    words: `in the last ${inDays(days)}`,
  }),
  before: (days: number): Stretch => ({
    from: wholeMs(days),
    to: Infinity,
    words: `${inDays(days)} ago or longer`,
  }),
  // What lies ahead is counted from the next millisecond on, so that no moment is both past and to come.
  coming: (days: number): Stretch => ({
    from: -wholeMs(days),
    to: 0,
    words: `in the ${inDays(days)} to come`,
  }),
};

function stretchOf(question: WindowQuestion): Stretch | null {
  if (question.is === 'days_ago') {
    const { least, most } = question;
    if (!Number.isFinite(least) || !Number.isFinite(most) || least > most || least < 0) return null;
    const words = `${formatNumber(least)} to ${inDays(most)} ago`;
    return { from: wholeMs(least), to: wholeMs(most), words };
  }
  const { is, days } = question;
  // A window of less than nothing looks from the past into what is to come.
  return Object.hasOwn(WINDOWS, is) && Number.isFinite(days) && days >= 0
    ? WINDOWS[is](days)
    : null;
}

/** What a question about a window of time means. What is still to come has not happened. */
export function windowMeaning(question: WindowQuestion): Meaning | null {
  const stretch = stretchOf(question);
  if (stretch === null) return null;
  const fact = TIMES[question.field];
  const { from, to, words } = stretch;
  return {
    answer(facts, at) {
      const moment = fact.read(facts);
      return moment !== null && at - moment >= from && at - moment < to;
    },
    nextMoment(facts, at) {
      const moment = fact.read(facts);
      if (moment === null) return null;
      const [start, end] = [Math.ceil(moment + from), Math.ceil(moment + to)];
      return sooner(start > at ? start : null, end > at && end < Infinity ? end : null);
    },
    sql(pen) {
      const moment = fact.sql(pen);
      const latest = `${moment} <= ${pen.value(pen.at - from, 'float8')}`;
      const both =
        to === Infinity ? latest : `${latest} and ${moment} > ${pen.value(pen.at - to, 'float8')}`;
      return `coalesce(${both}, false)`;
    },
    words: () => `${fact.words} ${words}`,
  };
}

/** What a question about the calendar of the shop means; it is the same at all times. */
export function dateMeaning(question: DateQuestion): Meaning | null {
  const span = spanOf(question);
  if (span === null) return null;
  const fact = TIMES[question.field];
  const { from, to, words } = span;
  return {
    answer(facts) {
      const moment = fact.read(facts);
      return moment !== null && moment >= from && moment < to;
    },
    nextMoment: () => null,
    sql(pen) {
      const moment = fact.sql(pen);
      const parts = [
        ...(from === -Infinity ? [] : [`${moment} >= ${pen.value(from, 'float8')}`]),
        ...(to === Infinity ? [] : [`${moment} < ${pen.value(to, 'float8')}`]),
      ];
      return `coalesce(${parts.join(' and ')}, false)`;
    },
    words: () => `${fact.words} ${words}`,
  };
}

function spanOf(question: DateQuestion): Stretch | null {
  const { zone = 'UTC' } = question;
  switch (question.is) {
    case 'since': {
      const from = dayStart(question.date, zone);
      return from === null
        ? null
        : { from, to: Infinity, words: `on or after ${formatDay(question.date)}` };
    }
    case 'until': {
      const to = dayEnd(question.date, zone);
      return to === null
        ? null
        : { from: -Infinity, to, words: `on or before ${formatDay(question.date)}` };
    }
    case 'from_to': {
      const [from, to] = [dayStart(question.from, zone), dayEnd(question.to, zone)];
      return from === null || to === null || question.from > question.to
        ? null
        : { from, to, words: `from ${formatDay(question.from)} to ${formatDay(question.to)}` };
    }
  }
}

/** What a question about the order of two moments means. */
export function orderMeaning({ field, than }: OrderQuestion): Meaning | null {
  if (!isTimeField(than)) return null;
  const [later, earlier] = [TIMES[field], TIMES[than]];
  return {
    answer(facts) {
      const [late, early] = [later.read(facts), earlier.read(facts)];
      return late !== null && (early === null || late > early);
    },
    nextMoment: () => null,
    sql(pen) {
      const [late, early] = [later.sql(pen), earlier.sql(pen)];
      return `(${late} is not null and (${early} is null or ${late} > ${early}))`;
    },
    words: () => `${later.words} after the ${earlier.words}, if any`,
  };
}

/** "1 day", "14 days". */
export function inDays(days: number): string {
  return formatCount(days, DAYS);
}
