import { MailRequest } from '#app/effects/kinds/email.ts';
import {
  selectMailsOfPeople,
  type MailOfPersonRow,
} from '#app/effects/store/mails-of-people.server.ts';
import {
  loadPlannedPeople,
  type OpenDeals,
} from '#app/messages/planner/load-planned-people.server.ts';
import type { PastMessage, WaitingMessage } from '#app/messages/planner/planned-message.ts';
import { waitingMail, type OutboxMail } from '#app/messages/planner/waiting-mail.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { JOURNEY_PAUSED, type MailRules, type PlanHold } from './decide-mail.ts';
import { LONGEST_MAIL_WAIT_MS, PLAN_HORIZON_MS, planDueMails } from './plan-due-mails.ts';

/** A due mail that may leave by all rules but those of the planner. */
export type MailToPlan = OutboxMail & { profileId: string | null };

/**
 * Decides which of the due mails the planner holds back: in two or three statements for all people together, in none where
 * there is no marketing.
 * @param dueKeys of all mails that are due: those that may not leave at all stand in the way of no other
 * @param now epoch milliseconds
 * @returns by key; a mail that is left out leaves now
 */
export async function planMails(
  client: ShopClient,
  shopId: string,
  mails: readonly MailToPlan[],
  dueKeys: ReadonlySet<string>,
  rules: MailRules,
  now: number,
  openDeals: OpenDeals,
): Promise<Map<string, PlanHold>> {
  const marketing = mails.filter(({ request }) => request.class === 'marketing');
  const ids = [...new Set(marketing.flatMap(({ profileId }) => profileId ?? []))];
  if (ids.length === 0) return new Map();
  const people = await loadPlannedPeople(client, shopId, ids, rules, now, openDeals);
  const period = { since: now - LONGEST_MAIL_WAIT_MS, until: now + PLAN_HORIZON_MS };
  const rows = await selectMailsOfPeople(client, shopId, ids, period);
  const others = rows.filter(({ key }) => !dueKeys.has(key));
  return new Map(
    [...people].flatMap(([id, { past, ...person }]) => {
      const isTheirs = ({ profileId }: { profileId: string | null }) => profileId === id;
      const theirs = others.filter(isTheirs);
      const planned = {
        due: marketing.filter(isTheirs).map(waitingMail),
        others: theirs.flatMap(waitingOther),
        past: [...past, ...theirs.flatMap(attemptedOther)],
        person,
      };
      return [...planDueMails(planned, rules, now)];
    }),
  );
}

/** One whose journey is paused stands in the way of no other. */
function waitingOther({ state, reason, payload, ...mail }: MailOfPersonRow): WaitingMessage[] {
  const request = MailRequest.safeParse(payload);
  return state === 'ready' && reason !== JOURNEY_PAUSED && request.success
    ? [waitingMail({ ...mail, request: request.data })]
    : [];
}

/** A mail that was handed over without an answer may have arrived. */
function attemptedOther({ state, attemptedAt, payload }: MailOfPersonRow): PastMessage[] {
  const request = MailRequest.safeParse(payload);
  return state !== 'ready' && attemptedAt !== null && request.success
    ? [{ channel: 'email', class: request.data.class, at: attemptedAt }]
    : [];
}
