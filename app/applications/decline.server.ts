import { effectStatus, skipFailedEffect } from '#app/effects/store/change-effect.server.ts';
import { isUnansweredReason } from '#app/effects/unanswered-reason.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { companyEffectKey, mailApplicant } from './application-effect.server.ts';
import type { DecisionOutcome } from './decision-outcome.ts';
import { isNotifiedOfDecline, type DeclineReason } from './decline-reason.ts';
import { recordApplicationChange } from './record-change.server.ts';
import { saveDecline } from './store/decide-application.server.ts';
import { whyNotDecided } from './store/decision-outcome.server.ts';

export type DeclineDecision = { reason: DeclineReason; note: string | null };

/**
 * Declines an application that is undecided, or whose company Shopify refused, and notifies the applicant politely,
 * without the reason. The reason and the note stay with the staff. An address that was never confirmed is not notified.
 * @param actor who decides
 * @param now epoch milliseconds
 */
export async function declineApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  decline: DeclineDecision,
  actor: string,
  now: number,
): Promise<DecisionOutcome> {
  const company = companyEffectKey(applicationId);
  const status = await effectStatus(client, shopId, company, { lock: true });
  // Without an answer the company may be there.
  const isRefused = status?.state === 'failed' && !isUnansweredReason(status.reason);
  const applicant = await saveDecline(
    client,
    shopId,
    applicationId,
    decline,
    isRefused,
    actor,
    now,
  );
  if (applicant === null) return await whyNotDecided(client, shopId, applicationId);
  await skipFailedEffect(client, shopId, company, 'application_declined', now);
  if (applicant.verified)
    await notifyOfDecline(client, shopId, applicationId, applicant.email, decline, now);
  const states = { before: { state: applicant.before }, after: { state: 'declined', ...decline } };
  const change = { actor, action: 'application.decline', ...states } as const;
  await recordApplicationChange(client, shopId, applicationId, change, now);
  return { outcome: 'decided', canUndo: false };
}

async function notifyOfDecline(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  email: string,
  { reason }: DeclineDecision,
  now: number,
): Promise<void> {
  if (isNotifiedOfDecline(reason))
    await mailApplicant(client, shopId, 'application-declined', applicationId, now);
  const identifiers = [{ kind: 'email', value: email }];
  await storeDeliveries(client, shopId, [
    internalDelivery('application.declined', applicationId, now, {
      at: now,
      identifiers,
      applicationId,
    }),
  ]);
}
