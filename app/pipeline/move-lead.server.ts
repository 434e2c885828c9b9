import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import { idOf } from '#app/lib/ids.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { leadOf, saveLeadStage } from './store/leads.server.ts';

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
