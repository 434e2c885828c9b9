import { DEFINITION_KINDS, type DefinitionKind } from '#app/definitions/definition-kind.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { galleryKindOf } from './registry.ts';

/**
 * What is in use and needs a definition, by name: live definitions of the shop that refer to it, and what the app itself
 * sends by it.
 * @param rows all definitions of the shop
 */
export async function findUsers(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
  { kind, key }: { kind: DefinitionKind; key: string },
): Promise<string[]> {
  const users = new Set<string>();
  const appUse = galleryKindOf(kind).record.usedByApp?.(key);
  if (appUse !== undefined) users.add(appUse);
  for (const other of DEFINITION_KINDS) {
    const { record } = galleryKindOf(other);
    const live = rows.filter((row) => row.kind === other && row.archivedAt === null);
    for (const { content } of await readVersions(client, shopId, record, liveVersions(live)))
      if (record.references(content).some((used) => used.kind === kind && used.key === key))
        users.add(content.name);
  }
  return [...users];
}
