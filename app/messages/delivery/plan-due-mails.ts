import { DAY } from '#app/lib/duration.ts';
import { planInputOf } from '#app/messages/planner/plan-decision-input.ts';
import { planFacts } from '#app/messages/planner/plan-facts.ts';
import { planMessages } from '#app/messages/planner/plan-messages.ts';
import type {
  PastMessage,
  PlannedPerson,
  WaitingMessage,
} from '#app/messages/planner/planned-message.ts';
import { heldByPlan, type MailRules, type PlanHold } from './decide-mail.ts';

/** Emails that are due within this time take their slots before those that are less important. */
export const PLAN_HORIZON_MS = DAY;

/** No email waits longer: that is the longest that a step may say it is relevant, and a day. */
export const LONGEST_MAIL_WAIT_MS = 31 * DAY;

/** The marketing emails of one person that are due, with all that planning them reads. */
export type DueMailsOfPerson = {
  /** Those that are due and may leave by all rules but those of the planner. */
  due: readonly WaitingMessage[];
  /** Other emails of the person that wait and are due within `PLAN_HORIZON_MS`. */
  others: readonly WaitingMessage[];
  past: readonly PastMessage[];
  person: PlannedPerson;
};

/**
 * Which of a person's due emails the planner holds back: what delivery goes by, and a replay.
 * @param now epoch milliseconds
 * @returns by key; an email that is left out leaves now
 */
export function planDueMails(
  { due, others, ...known }: DueMailsOfPerson,
  { limits, quietHours }: Pick<MailRules, 'limits' | 'quietHours'>,
  now: number,
): Map<string, PlanHold> {
  const input = { ...known, waiting: [...due, ...others], limits, quietHours, now };
  const messages = new Map(due.map((message) => [message.key, message]));
  return new Map(
    planMessages(input).flatMap((plan): [string, PlanHold][] => {
      const message = messages.get(plan.key);
      const hold = message ? heldByPlan(plan) : null;
      if (!message || !hold) return [];
      const read = { facts: planFacts(message, input), input: planInputOf(message, input) };
      return [[plan.key, { ...hold, ...read }]];
    }),
  );
}
