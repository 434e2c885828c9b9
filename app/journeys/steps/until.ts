import { z } from 'zod';
import { isDay } from '#app/lib/shop-day.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { formatOr } from '#app/lib/format/list.ts';
import { formatDay } from '#app/lib/format/time.ts';

const TimeOfDay = z.string().max(5);

/** Until when a run waits. */
export const Until = z.discriminatedUnion('by', [
  /** The next time that clocks show it; on one of these weekdays (1 is Monday), or on any when there are none. */
  z.strictObject({
    by: z.literal('time_of_day'),
    time: TimeOfDay,
    weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  }),
  /** A day of the calendar; one that is over is not waited for. */
  z.strictObject({ by: z.literal('date'), date: z.string().max(10), time: TimeOfDay }),
  /** A day of every month, 31 for its last; with `beforeWeekend` the Friday before a Saturday or Sunday. */
  z.strictObject({
    by: z.literal('day_of_month'),
    day: z.number().int().min(1).max(31),
    time: TimeOfDay,
    beforeWeekend: z.boolean(),
  }),
  /**
   * Days before the person would order again by their own rhythm; for who shows none, so many days after coming here.
   */
  z.strictObject({
    by: z.literal('usual_order'),
    daysBefore: z.number().int().min(0).max(90),
    otherwiseDays: z.number().int().min(1).max(365),
    time: TimeOfDay,
  }),
]);
export type Until = z.infer<typeof Until>;

/** The days of the week, by their numbers from 1. */
export const WEEKDAY_NAMES = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** A day of the month in words; the last one is the last of shorter months too. */
export function monthDayWords(day: number): string {
  return day === 31 ? 'the last day of the month' : `day ${String(day)} of the month`;
}

/** What a run waits for: `09:00 on Monday or Friday`, `day 25 of the month, 09:00, or the Friday before a weekend`. */
export function untilWords(until: Until): string {
  const time = until.time === '' ? 'a time of day' : until.time;
  switch (until.by) {
    case 'time_of_day': {
      const days = until.weekdays.flatMap((day) => WEEKDAY_NAMES[day - 1] ?? []);
      return days.length === 0 ? time : `${time} on ${formatOr(days)}`;
    }
    case 'date':
      return `${isDay(until.date) ? formatDay(until.date) : 'a date'}, ${time}`;
    case 'day_of_month': {
      const moved = until.beforeWeekend ? ', or the Friday before when that is a weekend' : '';
      return `${monthDayWords(until.day)}, ${time}${moved}`;
    }
    case 'usual_order': {
      const days = formatCount(until.daysBefore, DAYS);
      const before = until.daysBefore === 0 ? 'the day of' : `${days} before`;
      return `${before} the next order as usual for the person, ${time}`;
    }
  }
}
