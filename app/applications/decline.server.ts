import { effectStatus, skipFailedEffect } from '#app/effects/change-effect.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery, storeDeliveries } from '#app/events/inbox/intake.server.ts';
import type { ApplicationState } from './application-state.ts';
import { companyEffectKey, mailApplicant } from './application-effect.server.ts';
import { whyNotDecided } from './decision-outcome.server.ts';
import type { DecisionOutcome } from './decision-outcome.ts';
import { isNotifiedOfDecline, type DeclineReason } from './decline-reason.ts';
import { recordApplicationChange } from './record-change.server.ts';

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
  const { rows } = await client.query<{
    email: string;
    verified: boolean;
    before: ApplicationState;
  }>(
    `update application a set state = 'declined', decided_at = $3, decided_by = $4,
            decline_reason = $5, decline_note = $6, revision = a.revision + 1
       from application before
      where a.shop_id = $1 and a.id = $2 and before.shop_id = $1 and before.id = $2
        and (a.state = 'submitted' or a.state = 'approving' and $7)
      returning a.email, a.verified_at is not null as verified, before.state as before`,
    [
      shopId,
      applicationId,
      new Date(now),
      actor,
      decline.reason,
      decline.note,
      status?.state === 'failed',
    ],
  );
  const [applicant] = rows;
  if (!applicant) return await whyNotDecided(client, shopId, applicationId);
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
