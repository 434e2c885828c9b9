import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { deleteBegunLead, lockLead, returnLead, saveLeadStage } from './store/leads.server.ts';

/**
 * What came of moving a lead; `from`, and since when it stood there, epoch milliseconds, are null for a person who was no
 * lead before.
 */
export type LeadMove =
  | { outcome: 'moved'; from: LeadStage | null; since: number | null }
  | { outcome: 'same_stage' | 'gone' };

/**
 * Moves a person's lead to a stage, and writes it into the audit log, in the caller's transaction.
 * @param by a member of staff, or `system`
 * @param now epoch milliseconds
 */
export async function moveLead(
  client: ShopClient,
  shopId: string,
  { profileId, stage, by }: { profileId: string; stage: LeadStage; by: string },
  now: number,
): Promise<LeadMove> {
  const lead = await lockLead(client, shopId, profileId);
  if (lead?.stage === stage) return { outcome: 'same_stage' };
  const id = lead?.id ?? idOf('lead', shopId, profileId);
  const isThere = await saveLeadStage(client, shopId, { id, profileId, stage, by, now });
  if (!isThere) return { outcome: 'gone' };
  const before = lead && { stage: lead.stage };
  const entry = { actor: by, action: 'lead.moved', subject: `profile:${profileId}` };
  await recordAudit(client, shopId, { ...entry, before, after: { stage } }, now);
  return { outcome: 'moved', from: lead?.stage ?? null, since: lead?.changedAt ?? null };
}

/**
 * Takes back that a lead was moved, and writes it into the audit log, in the caller's transaction.
 * @param wanted the `stage` it was moved to, the one to go `back` to, and `since` when it stood there, epoch milliseconds; both
 *   null when the person was no lead before
 * @param now epoch milliseconds
 * @returns false when it stands in another stage by now
 */
export async function undoLeadMove(
  client: ShopClient,
  shopId: string,
  wanted: {
    profileId: string;
    stage: LeadStage;
    back: LeadStage | null;
    since: number | null;
    by: string;
  },
  now: number,
): Promise<boolean> {
  const { profileId, stage, back, by } = wanted;
  const isUndone =
    back === null
      ? await deleteBegunLead(client, shopId, { profileId, stage })
      : await returnLead(client, shopId, { ...wanted, back, now });
  if (!isUndone) return false;
  const action = back === null ? 'lead.removed' : 'lead.moved';
  const entry = { actor: by, action, subject: `profile:${profileId}` };
  const after = back && { stage: back };
  await recordAudit(client, shopId, { ...entry, before: { stage }, after }, now);
  return true;
}
