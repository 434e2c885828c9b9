import type { ShopClient } from '#app/db.server.ts';
import { internalDelivery, storeDeliveries } from '#app/events/intake.server.ts';
import { mailApplicant } from './application-effect.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { whyNotDecided } from './decision-outcome.server.ts';
import type { DecisionOutcome } from './decision-outcome.server.ts';
import { isToldOfDecline } from './decline-reason.ts';
import type { DeclineReason } from './decline-reason.ts';

export type Decline = { reason: DeclineReason; note: string | null };

/**
 * Declines an application that nobody has decided on and tells the applicant politely, without the
 * reason. The reason and the note stay with the staff. Nobody is told where the address was never confirmed.
 * @param actor who decides
 * @param now epoch milliseconds
 */
export async function declineApplication(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  decline: Decline,
  actor: string,
  now: number,
): Promise<DecisionOutcome> {
  const { rows } = await client.query<{ email: string; verified: boolean }>(
    `update application set state = 'declined', decided_at = $3, decided_by = $4,
            decline_reason = $5, decline_note = $6, revision = revision + 1
      where shop_id = $1 and id = $2 and state = 'submitted'
      returning email, verified_at is not null as verified`,
    [shopId, applicationId, new Date(now), actor, decline.reason, decline.note],
  );
  const [applicant] = rows;
  if (!applicant) return await whyNotDecided(client, shopId, applicationId);
  if (applicant.verified)
    await tellOfDecline(client, shopId, applicationId, applicant.email, decline, now);
  await recordAudit(
    client,
    shopId,
    {
      actor,
      action: 'application.decline',
      subject: `application:${applicationId}`,
      before: { state: 'submitted' },
      after: { state: 'declined', ...decline },
    },
    now,
  );
  return { outcome: 'decided' };
}

async function tellOfDecline(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  email: string,
  { reason }: Decline,
  now: number,
): Promise<void> {
  if (isToldOfDecline(reason))
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
