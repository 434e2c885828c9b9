import { v7 } from 'uuid';
import { holdMails } from '#app/effects/store/mail-phases.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { SendDecision } from './decide-mail.ts';
import { insertHeldDecisions } from './store/held-decisions.server.ts';

/** A mail that does not leave now. */
export type HeldMail = {
  key: string;
  profileId: string | null;
  runId: string | null;
  request: { template: string; class: string };
  decision: Exclude<SendDecision, { act: 'send' }> | { act: 'fail'; reason: string };
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
  const decisions = held
    .filter(({ profileId }) => profileId !== null)
    .map(({ key, profileId, runId, request, decision }) => ({
      id: v7(),
      key,
      profileId,
      runId,
      outcome: OUTCOMES[decision.act],
      reason: decision.reason,
      facts: {
        template: request.template,
        class: request.class,
        ...(decision.act === 'defer' ? { until: decision.until } : {}),
      },
    }));
  await insertHeldDecisions(client, shopId, decisions, now);
}
