import { withdrawEffect } from '#app/effects/store/change-effect.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { companyEffectKey } from './application-effect.server.ts';
import { recordApplicationChange } from './record-change.server.ts';
import { reopenApplication } from './store/decide-application.server.ts';
import type { UndoOutcome } from './undo-approval.ts';

/**
 * Takes an approval back, as long as nothing of it has left: the application waits for a decision again.
 * @param actor who takes it back
 * @param now epoch milliseconds
 */
export async function undoApproval(
  client: ShopClient,
  shopId: string,
  applicationId: string,
  actor: string,
  now: number,
): Promise<UndoOutcome> {
  if (!(await withdrawEffect(client, shopId, companyEffectKey(applicationId), now)))
    return { outcome: 'too_late' };
  await reopenApplication(client, shopId, applicationId);
  const states = { before: { state: 'approving' }, after: { state: 'submitted' } };
  const change = { actor, action: 'application.approval_undone', ...states } as const;
  await recordApplicationChange(client, shopId, applicationId, change, now);
  return { outcome: 'undone' };
}
