import { z } from 'zod';
import type { MessageChannel } from '#app/messages/channels/registry.ts';

/** The calendar shows so many weeks from today on, one at a time. */
export const CALENDAR_WEEKS = 4;

/** Which week of the calendar is shown, 0 the one that begins today. */
export const CalendarView = z.object({
  week: z.coerce
    .number()
    .int()
    .min(0)
    .max(CALENDAR_WEEKS - 1)
    .catch(0),
});

/** Messages of one journey that are planned for one day. */
export type CalendarLine = {
  id: string;
  journeyKey: string | null;
  journey: string;
  channel: MessageChannel;
  /** What the merchant calls the email or banner. */
  message: string;
  /** Those that wait in the outbox, and those that a wait or a choice still lies before. */
  waiting: number;
  expected: number;
};

/** A day of the shop's calendar, such as `2026-11-30`. */
export type CalendarDay = { day: string; lines: CalendarLine[]; total: number };

/** A week of the calendar. */
export type CalendarWeek = {
  week: number;
  days: CalendarDay[];
  total: number;
  /** Whether more messages are planned than are counted. */
  isCut: boolean;
};

/** Messages that are planned for one day of the week, by its number from 1. */
export type PlannedCount = Omit<CalendarLine, 'id'> & { day: number; template: string };

/** Messages that are planned for a moment by something else than a journey, such as a campaign that is scheduled. */
export type PlannedMoment = {
  /** Epoch milliseconds. */
  at: number;
  journeyKey: string;
  channel: 'email';
  template: string;
  expected: number;
};

/** The week with its days: equal messages of a day are one line, the most first. */
export function calendarWeek(
  week: number,
  days: readonly string[],
  counts: readonly PlannedCount[],
  isCut: boolean,
): CalendarWeek {
  const lines = days.map((day, index) => {
    const ofDay = mergedLines(counts.filter((count) => count.day === index + 1));
    return { day, lines: ofDay, total: sumOf(ofDay) };
  });
  return { week, days: lines, total: lines.reduce((sum, { total }) => sum + total, 0), isCut };
}

function mergedLines(counts: readonly PlannedCount[]): CalendarLine[] {
  const lines = new Map<string, CalendarLine>();
  for (const { day: _day, template, ...count } of counts) {
    const id = `${count.journeyKey ?? ''}:${count.channel}:${template}`;
    const known = lines.get(id);
    lines.set(id, {
      ...count,
      id,
      waiting: count.waiting + (known?.waiting ?? 0),
      expected: count.expected + (known?.expected ?? 0),
    });
  }
  return [...lines.values()].sort(
    (one, other) =>
      other.waiting + other.expected - one.waiting - one.expected || (one.id < other.id ? -1 : 1),
  );
}

function sumOf(lines: readonly CalendarLine[]): number {
  return lines.reduce((sum, { waiting, expected }) => sum + waiting + expected, 0);
}
