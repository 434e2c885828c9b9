import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import {
  isPublishable,
  type DefinitionKindRecord,
  type DefinitionNames,
} from './definition-kind.ts';
import type { StateOutcome } from './definition-outcome.ts';
import { lockForChange } from './publish-draft.server.ts';
import { liveVersions, readVersions } from './read-versions.server.ts';
import type { DefinitionRow } from './store/definition-rows.ts';
import { notePublished, setDefinitionArchived } from './store/definitions.server.ts';

/**
 * Takes a definition out of use. An archived journey starts no run, and runs in it go on; an archived email or banner can
 * be used by no journey.
 * @param users what is in use and needs it, by name
 */
export async function archiveDefinition<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  key: string,
  users: readonly string[],
  by: string,
  now: number,
): Promise<StateOutcome> {
  const known = await lockForChange(client, shopId, record, key);
  if (!known || known.liveVersion === null || known.archivedAt !== null)
    return { outcome: 'not_found' };
  if (users.length > 0) return { outcome: 'used', by: [...users] };
  await setState(client, shopId, record, known, by, now, now);
  return { outcome: 'archived', kind: record.kind, key };
}

/** Takes a definition back into use, in the version that was live. @param names of what it may refer to */
export async function restoreDefinition<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  key: string,
  names: DefinitionNames,
  by: string,
  now: number,
): Promise<StateOutcome> {
  const known = await lockForChange(client, shopId, record, key);
  if (!known || known.archivedAt === null) return { outcome: 'not_found' };
  const [live] = await readVersions(client, shopId, record, liveVersions([known]));
  const problems = live ? record.problems(live.content, names) : [];
  if (!isPublishable(problems)) return { outcome: 'invalid', problems };
  await setState(client, shopId, record, known, by, now, null);
  return { outcome: 'restored' };
}

async function setState<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  { kind, isPolicy }: DefinitionKindRecord<Content>,
  { key, name }: DefinitionRow,
  by: string,
  now: number,
  archivedAt: number | null,
): Promise<void> {
  await setDefinitionArchived(client, shopId, kind, key, archivedAt);
  if (isPolicy) await notePublished(client, shopId);
  const action = `${kind}.${archivedAt === null ? 'restored' : 'archived'}`;
  const entry = { actor: by, action, subject: `${kind}:${key}`, before: null, after: { name } };
  await recordAudit(client, shopId, entry, now);
}
