import type { Run } from '#app/journeys/run.ts';
import { DAY } from '#app/lib/duration.ts';
import type { HeldByPlan } from '#app/messages/delivery/decide-mail.ts';
import { heldDueMails, PLAN_HORIZON_MS } from '#app/messages/delivery/plan-due-mails.ts';
import type { PastMessage, WaitingMessage } from '#app/messages/planner/planned-message.ts';
import { waitingMail } from '#app/messages/planner/waiting-mail.ts';
import type { PlanningAsOf } from './planning-as-of.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { ReplayedMail } from './replayed-mail.ts';
import type { OtherMail, ReplayedPerson } from './replayed-person.ts';

/** Caps count what was sent within a week. */
const PAST_MS = 7 * DAY;

/** What planning the due mails of a person reads in a replay. */
export type ReplayedPlan = {
  rules: ReplayRules;
  person: Pick<ReplayedPerson, 'messages' | 'otherMails'>;
  planning: PlanningAsOf;
  /** All mails that the journey planned for the person, and its runs. */
  mails: readonly ReplayedMail[];
  runs: ReadonlyMap<string, Run>;
};

/**
 * Which of the due mails that may leave the planner holds back, by what delivery goes by: beside them counts what other journeys
 * really had waiting for the person then, and what they really sent.
 * @param due those that may leave by all rules but those of the planner
 * @param now epoch milliseconds
 */
export function planReplayedMails(
  due: readonly ReplayedMail[],
  { rules, person, planning, mails, runs }: ReplayedPlan,
  now: number,
): Map<string, HeldByPlan> {
  const marketing = due.filter(isMarketing);
  if (marketing.length === 0) return new Map();
  const isAhead = ({ dueAt }: { dueAt: number }) => dueAt <= now + PLAN_HORIZON_MS;
  const ahead = mails.filter(
    (mail) =>
      mail.state === 'ready' &&
      mail.dueAt > now &&
      isAhead(mail) &&
      runs.get(mail.runId)?.state !== 'exited',
  );
  const others = person.otherMails.filter((other) => waitsAt(other, now)).map(waitingOf);
  return heldDueMails(
    {
      due: marketing.map(waitingReplayed),
      others: [...ahead.map(waitingReplayed), ...others.filter(isAhead)],
      past: [...sentInReplay(mails, now), ...sentByOthers(person, rules, now)],
      person: planning.personAt(now, rules.mail),
    },
    rules.mail,
    now,
  );
}

/** One that was sent waited until then, and at that moment too; one that was not stood in the way until it was given up. */
function waitsAt({ waiting, until, isSent }: OtherMail, now: number): boolean {
  return waiting.askedAt <= now && (isSent ? until >= now : until > now);
}

function waitingOf({ waiting }: OtherMail): WaitingMessage {
  return waiting;
}

function isMarketing({ payload }: ReplayedMail): boolean {
  return payload.class === 'marketing';
}

function waitingReplayed({ key, payload, createdAt, dueAt }: ReplayedMail): WaitingMessage {
  return waitingMail({ key, attempts: 0, request: payload, createdAt, dueAt });
}

function sentInReplay(mails: readonly ReplayedMail[], now: number): PastMessage[] {
  return mails.flatMap((mail): PastMessage[] =>
    mail.state === 'sent' && isMarketing(mail) && mail.at > now - PAST_MS
      ? [{ channel: 'email', class: 'marketing', at: mail.at }]
      : [],
  );
}

/** What the journey itself sent within the window the replay sends again. */
function sentByOthers(
  { messages }: Pick<ReplayedPerson, 'messages'>,
  { journey, from }: ReplayRules,
  now: number,
): PastMessage[] {
  return messages.flatMap((message): PastMessage[] => {
    const { class: messageClass, journeyKey, sentAt: at } = message;
    const isReplayed = journeyKey === journey.key && at >= from;
    const counts = messageClass === 'marketing' && at > now - PAST_MS && at < now && !isReplayed;
    return counts ? [{ channel: 'email', class: 'marketing', at }] : [];
  });
}
