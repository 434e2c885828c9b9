import { v7 } from 'uuid';
import { MAIL_RULE } from '#app/consent/may-send.ts';
import { holdMails } from '#app/effects/store/mail-phases.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { PLANNER_RULE } from '#app/messages/planner/planned-message.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { PlanHold, SendDecision } from './decide-mail.ts';
import type { MailDecisionInput } from './mail-input.ts';
import { insertHeldDecisions, type HeldDecision } from './store/held-decisions.server.ts';

/** A mail that does not leave now. */
export type HeldMail = {
  key: string;
  profileId: string | null;
  runId: string | null;
  request: { template: string; class: string; journeyKey: string | null };
  /** What was read; absent of what was not decided by the rule of mails. */
  input?: MailDecisionInput;
  decision: Exclude<SendDecision, { act: 'send' }> | PlanHold | { act: 'fail'; reason: string };
};

const STATES = { skip: 'skipped', defer: 'ready', fail: 'failed' } as const;
const OUTCOMES = { skip: 'skipped', defer: 'deferred', fail: 'failed' } as const;

/** Skips, defers or gives up mails, and records for each person why. */
export async function recordHeld(
  client: ShopClient,
  shopId: string,
  held: readonly HeldMail[],
  now: number,
): Promise<void> {
  if (held.length === 0) return;
  const holds = held.map(({ key, decision }) => ({
    key,
    state: STATES[decision.act],
    reason: decision.reason,
    dueAt: decision.act === 'defer' ? decision.until : null,
  }));
  await holdMails(client, shopId, holds, now);
  const decisions = held.flatMap(({ profileId, ...mail }) =>
    profileId === null ? [] : [heldDecision({ ...mail, profileId })],
  );
  await insertHeldDecisions(client, shopId, decisions, now);
}

/** Why a mail of a person does not leave, with the rule that says so and what it read. */
function heldDecision({
  key,
  profileId,
  runId,
  request,
  decision,
  input,
}: HeldMail & { profileId: string }): HeldDecision {
  const { act, reason } = decision;
  const { template, class: messageClass, journeyKey } = request;
  const plan = 'facts' in decision ? decision : null;
  const until = act === 'defer' ? { until: decision.until } : {};
  return {
    // Put off to the same moment for the same reason again is the same decision.
    id: act === 'defer' ? idOf('decision', key, reason, String(decision.until)) : v7(),
    key,
    profileId,
    runId,
    outcome: OUTCOMES[act],
    reason,
    rule: plan === null ? MAIL_RULE : PLANNER_RULE,
    facts: { template, class: messageClass, ...until, ...plan?.facts },
    input: (plan === null ? input : plan.input) ?? null,
    journeyKey,
    template,
  };
}
