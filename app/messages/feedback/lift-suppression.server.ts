import { recordAudit } from '#app/audit/record-audit.server.ts';
import { lockAddresses } from '#app/consent/store/address-consent.server.ts';
import { forgetErasedRefusal } from '#app/consent/store/remembered-refusals.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { decideLift, type LiftOutcome } from './lift-suppression.ts';
import { holdAddressFeedback } from './store/feedback-state.server.ts';
import { holdSuppression, liftSuppressions } from './store/suppressions.server.ts';

/**
 * Allows mail to an address again, in the caller's transaction, and writes down who did so and why. An earlier unsubscribe under a
 * bounce holds on.
 * @param lift who wants it and for which reason
 * @param now epoch milliseconds
 */
export async function liftSuppression(
  client: ShopClient,
  shopId: string,
  { address, reason, actor }: Record<'address' | 'reason' | 'actor', string>,
  now: number,
): Promise<LiftOutcome> {
  const held = (await lockAddresses(client, shopId, [address], 'update')).get(address);
  const suppression = await holdSuppression(client, shopId, address);
  const decided = decideLift({ suppression, consent: held ?? null }, reason);
  if (decided.outcome !== 'lifted' || !suppression) return decided;
  await holdAddressFeedback(client, shopId, [address]);
  await liftSuppressions(client, shopId, [
    { address, at: now, source: 'staff', words: reason, actor },
  ]);
  await forgetErasedRefusal(
    client,
    shopId,
    ringOf(client).erasedCodes.codesOf(shopId, 'email', address),
  );
  // The address itself stands in the history, which leaves with its person.
  const entry = {
    actor,
    action: 'suppression.lifted',
    subject: `suppression:${idOf('suppression', shopId, address)}`,
    before: { reason: suppression.reason },
    after: null,
  };
  await recordAudit(client, shopId, entry, now);
  return decided;
}
