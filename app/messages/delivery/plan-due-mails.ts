import { DAY } from '#app/lib/duration.ts';
import { planInputOf } from '#app/messages/planner/plan-decision-input.ts';
import { planFacts } from '#app/messages/planner/plan-facts.ts';
import { planMessages } from '#app/messages/planner/plan-messages.ts';
import type {
  PastMessage,
  PlanInput,
  PlannedPerson,
  WaitingMessage,
} from '#app/messages/planner/planned-message.ts';
import { heldByPlan, type HeldByPlan, type MailRules, type PlanHold } from './decide-mail.ts';

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
  mails: DueMailsOfPerson,
  rules: PlanRules,
  now: number,
): Map<string, PlanHold> {
  const input = planInput(mails, rules, now);
  const holds = new Map<string, PlanHold>();
  for (const [message, hold] of heldOf(mails.due, input)) {
    const read = { facts: planFacts(message, input), input: planInputOf(message, input) };
    holds.set(message.key, { ...hold, ...read });
  }
  return holds;
}

/** The same without what the planner read, which a replay does not keep. */
export function heldDueMails(
  mails: DueMailsOfPerson,
  rules: PlanRules,
  now: number,
): Map<string, HeldByPlan> {
  const held = heldOf(mails.due, planInput(mails, rules, now));
  return new Map(held.map(([{ key }, hold]) => [key, hold]));
}

type PlanRules = Pick<MailRules, 'limits' | 'quietHours'>;

function planInput(
  { due, others, past, person }: DueMailsOfPerson,
  { limits, quietHours }: PlanRules,
  now: number,
): PlanInput {
  return { past, person, waiting: [...due, ...others], limits, quietHours, now };
}

function heldOf(
  due: readonly WaitingMessage[],
  input: PlanInput,
): [message: WaitingMessage, hold: HeldByPlan][] {
  const held: [WaitingMessage, HeldByPlan][] = [];
  for (const plan of planMessages(input)) {
    const hold = heldByPlan(plan);
    const message = hold && due.find(({ key }) => key === plan.key);
    if (message) held.push([message, hold]);
  }
  return held;
}
