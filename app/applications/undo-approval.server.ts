import { withdrawEffect } from '#app/effects/change-effect.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { companyEffectKey } from './application-effect.server.ts';
import { recordApplicationChange } from './record-change.server.ts';
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
  await client.query(
    `update application set state = 'submitted', decided_at = null, decided_by = null, revision = revision + 1
      where shop_id = $1 and id = $2 and state = 'approving'`,
    [shopId, applicationId],
  );
  const states = { before: { state: 'approving' }, after: { state: 'submitted' } };
  const change = { actor, action: 'application.approval_undone', ...states } as const;
  await recordApplicationChange(client, shopId, applicationId, change, now);
  return { outcome: 'undone' };
}
