import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { DefinitionKindRecord } from './definition-kind.ts';
import type { StateOutcome } from './definition-outcome.ts';
import { lockForChange } from './publish-draft.server.ts';
import { notePublished, setDefinitionPaused } from './store/definitions.server.ts';

/**
 * Pauses a live definition, or lets a paused one go on. Of a paused journey nothing starts and the people in it stand still;
 * what they waited for until then is done when it goes on.
 * @param isPaused whether it is to stand still
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function pauseDefinition<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  key: string,
  isPaused: boolean,
  by: string,
  now: number,
): Promise<StateOutcome> {
  const known = await lockForChange(client, shopId, record, key);
  const isLive = known && known.liveVersion !== null && known.archivedAt === null;
  if (!isLive || (known.pausedAt !== null) === isPaused) return { outcome: 'not_found' };
  const { kind } = record;
  await setDefinitionPaused(client, shopId, kind, key, isPaused ? now : null);
  if (record.isPolicy) await notePublished(client, shopId);
  const outcome = isPaused ? 'paused' : 'resumed';
  const entry = { actor: by, action: `${kind}.${outcome}`, subject: `${kind}:${key}` };
  await recordAudit(client, shopId, { ...entry, before: null, after: { name: known.name } }, now);
  return { outcome, kind, key };
}
