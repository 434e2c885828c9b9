import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { deleteLead, leadOf, saveLeadStage } from './store/leads.server.ts';

/** What came of moving a lead; `from` is null for a person who was no lead before. */
export type LeadMove =
  { outcome: 'moved'; from: LeadStage | null } | { outcome: 'same_stage' | 'gone' };

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
  const lead = await leadOf(client, shopId, profileId);
  if (lead?.stage === stage) return { outcome: 'same_stage' };
  const id = lead?.id ?? idOf('lead', shopId, profileId);
  const isThere = await saveLeadStage(client, shopId, { id, profileId, stage, by, now });
  if (!isThere) return { outcome: 'gone' };
  const before = lead && { stage: lead.stage };
  const entry = { actor: by, action: 'lead.moved', subject: `profile:${profileId}` };
  await recordAudit(client, shopId, { ...entry, before, after: { stage } }, now);
  return { outcome: 'moved', from: lead?.stage ?? null };
}

/**
 * Takes back that a lead was moved, and writes it into the audit log, in the caller's transaction.
 * @param wanted the `stage` it was moved to, and the one to go `back` to; null when the person was no lead before
 * @param now epoch milliseconds
 * @returns false when it stands in another stage by now
 */
export async function undoLeadMove(
  client: ShopClient,
  shopId: string,
  wanted: { profileId: string; stage: LeadStage; back: LeadStage | null; by: string },
  now: number,
): Promise<boolean> {
  const { profileId, stage, back, by } = wanted;
  const lead = await leadOf(client, shopId, profileId);
  if (lead?.stage !== stage) return false;
  if (back !== null) {
    const { outcome } = await moveLead(client, shopId, { profileId, stage: back, by }, now);
    return outcome === 'moved';
  }
  await deleteLead(client, shopId, lead.id);
  const entry = { actor: by, action: 'lead.removed', subject: `profile:${profileId}` };
  await recordAudit(client, shopId, { ...entry, before: { stage }, after: null }, now);
  return true;
}
