import { DAY } from '#app/lib/duration.ts';

/** Some help desks never say that a ticket was closed: after so long it is taken as closed. */
export const TICKET_OPEN_MS = 14 * DAY;

/** Signals of a month may stand together, under one of its days. */
const OF_A_MONTH = 31;

/**
 * Whether a person may have an open ticket, by the days on which they asked for help: only then are their events read.
 * @param days as `ProfileState.signals` has them
 * @param now epoch milliseconds
 */
export function mayHaveOpenTicket(days: unknown, now: number): boolean {
  if (!Array.isArray(days)) return false;
  const since = (now - TICKET_OPEN_MS) / DAY - OF_A_MONTH;
  return days.some((bucket: unknown) => Array.isArray(bucket) && Number(bucket[0]) >= since);
}

/** That a ticket was opened or closed; `at` is epoch milliseconds, and no number is null. */
export type TicketEvent = {
  kind: 'support.ticket_opened' | 'support.ticket_closed';
  at: number;
  ticketId: string | null;
};

/**
 * Whether a person has a ticket open, by what was received of their tickets: as `peopleWithOpenTicket` finds it of those of
 * now. One whose number is not known closes with the next that is closed.
 * @param now epoch milliseconds
 */
export function hasOpenTicket(events: readonly TicketEvent[], now: number): boolean {
  const recent = events.filter(({ at }) => at > now - TICKET_OPEN_MS);
  const closed = recent.filter(({ kind }) => kind === 'support.ticket_closed');
  return recent.some(
    ({ kind, at, ticketId }) =>
      kind === 'support.ticket_opened' &&
      !closed.some(
        (other) =>
          other.at >= at &&
          (other.ticketId === null || ticketId === null || other.ticketId === ticketId),
      ),
  );
}
