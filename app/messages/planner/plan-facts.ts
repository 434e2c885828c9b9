import { DAY } from '#app/lib/duration.ts';
import { engagementShare } from './engagement.ts';
import { byRank, capsAt } from './plan-messages.ts';
import type { PlanInput, WaitingMessage } from './planned-message.ts';

/** What the planner read of a person when it decided on a message, as decisions store it: numbers, words and lists in a text. */
export type PlanFacts = Record<string, string | number | boolean | null>;

/** More messages than this are not named; their number is. */
const MOST_NAMED = 60;

/** The facts behind a decision of the planner, from which it can be made again; moments are epoch milliseconds. */
export function planFacts(message: WaitingMessage, input: PlanInput): PlanFacts {
  const { channel, priority, askedAt, dueAt, relevantUntil } = message;
  const { past, waiting, person, limits, quietHours, now } = input;
  const caps = capsAt(channel, Math.max(dueAt, now), input);
  const counted = past.filter((one) => one.class === 'marketing' && one.channel === channel);
  const sentSince = (ms: number) => counted.filter(({ at }) => at > now - ms).length;
  const before = waiting.filter((one) => one.class === 'marketing' && byRank(one, message) < 0);
  return {
    channel,
    priority,
    askedAt,
    dueAt,
    relevantUntil,
    sentDay: sentSince(DAY),
    capDay: caps.day,
    sentWeek: sentSince(7 * DAY),
    capWeek: caps.week,
    gapHours: limits.gapHours,
    quietHours: quietHours === null ? null : `${quietHours.from}-${quietHours.to}`,
    zone: person.timeZone,
    share: limits.followsEngagement ? engagementShare(person.engagedAt, now) : 1,
    engagedAt: person.engagedAt,
    openTicket: person.hasOpenTicket,
    openDeal: person.hasOpenDeal,
    before: before.length,
    past: past
      .filter((one) => one.class === 'marketing')
      .slice(0, MOST_NAMED)
      .map((one) => `${one.channel}@${String(one.at)}`)
      .join(' '),
    ahead: before
      .slice(0, MOST_NAMED)
      .map((one) => `${one.channel}@${String(one.dueAt)}`)
      .join(' '),
  };
}
