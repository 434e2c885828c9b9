import { DAY } from '#app/lib/duration.ts';
import { byRank, capsAt } from './plan-messages.ts';
import type { PlanInput, WaitingMessage } from './planned-message.ts';

/** What the planner read of a person when it decided on a message, for people to read. */
export type PlanFacts = Record<string, string | number | boolean>;

/**
 * The facts behind a decision of the planner; moments are epoch milliseconds, and what is not limited is left out. All that the
 * decision can be made from again is in `planInputOf`.
 */
export function planFacts(message: WaitingMessage, input: PlanInput): PlanFacts {
  const { channel, priority, dueAt, relevantUntil } = message;
  const { past, waiting, person, limits, quietHours, now } = input;
  const caps = capsAt(channel, Math.max(dueAt, now), input);
  const counted = past.filter((one) => one.class === 'marketing' && one.channel === channel);
  const sentSince = (ms: number) => counted.filter(({ at }) => at > now - ms).length;
  const before = waiting.filter((one) => one.class === 'marketing' && byRank(one, message) < 0);
  return {
    channel,
    priority,
    due_at: dueAt,
    ...(relevantUntil === null ? {} : { relevant_until: relevantUntil }),
    sent_day: sentSince(DAY),
    ...(caps.day === null ? {} : { most_day: caps.day }),
    sent_week: sentSince(7 * DAY),
    ...(caps.week === null ? {} : { most_week: caps.week }),
    ...(person.frequency === 'all' ? {} : { reader_frequency: person.frequency }),
    gap_hours: limits.gapHours,
    ...(quietHours === null ? {} : { quiet_hours: `${quietHours.from}-${quietHours.to}` }),
    time_zone: person.timeZone,
    last_active_at: person.engagedAt,
    open_ticket: person.hasOpenTicket,
    open_deal: person.hasOpenDeal,
    messages_before: before.length,
  };
}
