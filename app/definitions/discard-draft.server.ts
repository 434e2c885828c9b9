import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { DefinitionKindRecord } from './definition-kind.ts';
import type { DiscardOutcome } from './definition-outcome.ts';
import { deleteUnpublished, lockDefinition } from './store/definitions.server.ts';
import { deleteDraft, readDraft } from './store/drafts.server.ts';

/**
 * Removes the draft of a definition, and the definition itself when it was never published. What is live stays.
 * @param revision of the draft that was read
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function discardDraft<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  { kind }: Pick<DefinitionKindRecord<Content>, 'kind'>,
  key: string,
  revision: number,
  by: string,
  now: number,
): Promise<DiscardOutcome> {
  const known = await lockDefinition(client, shopId, kind, key);
  const draft = known && (await readDraft(client, shopId, kind, key));
  if (!draft) return { outcome: 'not_found' };
  if (draft.revision !== revision) return { outcome: 'conflict' };
  await deleteDraft(client, shopId, kind, key);
  await deleteUnpublished(client, shopId, kind, key);
  const entry = { actor: by, action: `${kind}.draft_discarded`, subject: `${kind}:${key}` };
  await recordAudit(client, shopId, { ...entry, before: { revision }, after: null }, now);
  return { outcome: 'discarded' };
}
