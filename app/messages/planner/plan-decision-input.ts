import { z } from 'zod';
import { READER_FREQUENCIES } from '#app/consent/reader-preferences.ts';
import { MESSAGE_CHANNELS } from '#app/messages/channels/registry.ts';
import { MessageLimits } from './message-limits.ts';
import { MessagePriority } from './message-priority.ts';
import { byRank, planMessages } from './plan-messages.ts';
import type { PlanInput, PlannedMessage, WaitingMessage } from './planned-message.ts';

/** What a plan of more messages was made from is not stored. */
const MOST_STORED = 100;

const Moment = z.number();
const Channel = z.enum(MESSAGE_CHANNELS);
const Marketing = z.literal('marketing');

/** Everything that the plan of one message depends on, as it is stored with the decision. */
export const PlanDecisionInput = z.object({
  kind: z.literal('plan'),
  now: Moment,
  /** Which of the waiting messages was decided about. */
  key: z.string(),
  /** The message and those that go before it. */
  waiting: z
    .array(
      z.object({
        key: z.string(),
        channel: Channel,
        class: Marketing,
        priority: MessagePriority,
        askedAt: Moment,
        dueAt: Moment,
        relevantUntil: Moment.nullable(),
      }),
    )
    .max(MOST_STORED),
  past: z.array(z.object({ channel: Channel, class: Marketing, at: Moment })).max(MOST_STORED),
  person: z.object({
    timeZone: z.string(),
    engagedAt: Moment,
    hasOpenTicket: z.boolean(),
    hasOpenDeal: z.boolean(),
    frequency: z.enum(READER_FREQUENCIES).default('all'),
    declinedChannels: z.array(Channel).default([]),
  }),
  limits: MessageLimits,
  quietHours: z.object({ from: z.string(), to: z.string() }).nullable(),
});
export type PlanDecisionInput = z.infer<typeof PlanDecisionInput>;

/**
 * What is stored of what a marketing message was planned from: those that go after it and transactional messages make no
 * difference to it.
 * @returns null of a person with more messages than are stored
 */
export function planInputOf(message: WaitingMessage, input: PlanInput): PlanDecisionInput | null {
  const { now, person, limits, quietHours } = input;
  const isMarketing = <M extends { class: string }>(one: M): one is M & { class: 'marketing' } =>
    one.class === 'marketing';
  const waiting = input.waiting.filter(isMarketing).filter((one) => byRank(one, message) <= 0);
  const past = input.past.filter(isMarketing);
  if (waiting.length > MOST_STORED || past.length > MOST_STORED) return null;
  const read = { ...person, declinedChannels: [...person.declinedChannels] };
  return { kind: 'plan', now, key: message.key, waiting, past, person: read, limits, quietHours };
}

/** What the planner says of the same message again; null when it is not among those that are stored. */
export function planAgain({ key, ...input }: PlanDecisionInput): PlannedMessage | null {
  return planMessages(input).find((plan) => plan.key === key) ?? null;
}
