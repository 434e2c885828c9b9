import { DefinitionKey } from '#app/definitions/definition-key.ts';
import { readVersions } from '#app/definitions/read-versions.server.ts';
import { saveDraft } from '#app/definitions/save-draft.server.ts';
import { readDraft } from '#app/definitions/store/drafts.server.ts';
import { lockDefinition } from '#app/definitions/store/definitions.server.ts';
import { listVersions } from '#app/definitions/store/versions.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { journeyKind } from './journey-kind.ts';
import type { RestoreVersionOutcome } from './restore-version.ts';

/**
 * Makes what an earlier version of a journey says its draft; nothing is published by it.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function restoreVersion(
  client: ShopClient,
  shopId: string,
  key: string,
  version: number,
  by: string,
  now: number,
): Promise<RestoreVersionOutcome> {
  if (!DefinitionKey.safeParse(key).success) return { outcome: 'not_found' };
  await claimShop(client, shopId);
  const known = await lockDefinition(client, shopId, journeyKind.kind, key);
  const rows = await listVersions(client, shopId, journeyKind.kind, key);
  const asked = rows.filter((row) => row.version === version);
  const [found] = await readVersions(client, shopId, journeyKind, asked);
  if (!known || !found) return { outcome: 'not_found' };
  const draft = await readDraft(client, shopId, journeyKind.kind, key);
  const base = known.liveVersion;
  const sent = { content: found.content, revision: draft?.revision ?? 0, base };
  const saved = await saveDraft(client, shopId, journeyKind, key, sent, by, now);
  if (saved.outcome !== 'saved')
    throw new Error(
      `Version ${String(version)} of journey ${key} was not restored: ${saved.outcome}.`,
    );
  const replaced = draft ? JSON.stringify(draft.content) : null;
  return { outcome: 'restored_as_draft', key, version, revision: saved.revision, base, replaced };
}
