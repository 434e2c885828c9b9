import { DEFINITION_KINDS, type DefinitionKind } from '#app/definitions/definition-kind.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { listOccupiedVersions } from '#app/journeys/definitions/store/list-journey-versions.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { galleryKindOf } from './registry.ts';

/**
 * What is in use and needs a definition, by name: live definitions of the shop that refer to it, versions of journeys
 * that people are on, and what the app itself sends by it.
 * @param rows all definitions of the shop
 */
export async function findUsers(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
  { kind, key }: { kind: DefinitionKind; key: string },
): Promise<string[]> {
  const users = new Set<string>();
  const refersTo = (references: { kind: DefinitionKind; key: string }[]) =>
    references.some((used) => used.kind === kind && used.key === key);
  const appUse = galleryKindOf(kind).record.usedByApp?.(key);
  if (appUse !== undefined) users.add(appUse);
  for (const other of DEFINITION_KINDS) {
    const { record } = galleryKindOf(other);
    const live = rows.filter((row) => row.kind === other && row.archivedAt === null);
    for (const { content } of await readVersions(client, shopId, record, liveVersions(live)))
      if (refersTo(record.references(content))) users.add(content.name);
  }
  const occupied = await listOccupiedVersions(client, shopId);
  for (const { content, version } of await readVersions(client, shopId, journeyKind, occupied))
    if (!users.has(content.name) && refersTo(journeyKind.references(content)))
      users.add(`${content.name} (people are on version ${String(version)})`);
  return [...users];
}
