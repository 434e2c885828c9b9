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
  const users = new Set((await findLiveUsers(client, shopId, rows, kind)).get(key));
  const occupied = await listOccupiedVersions(client, shopId);
  for (const { content, version } of await readVersions(client, shopId, journeyKind, occupied))
    if (
      !users.has(content.name) &&
      journeyKind.references(content).some((used) => used.kind === kind && used.key === key)
    )
      users.add(`${content.name} (people are on version ${String(version)})`);
  return [...users];
}

/** What is live and needs a definition of a kind, by name, and what the app itself sends by it; by their keys. */
export async function findLiveUsers(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
  kind: DefinitionKind,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const users = new Map<string, Set<string>>();
  const note = (key: string, user: string) => {
    const known = users.get(key);
    if (known) known.add(user);
    else users.set(key, new Set([user]));
  };
  const referredTo = (references: readonly { kind: DefinitionKind; key: string }[]) =>
    references.filter((used) => used.kind === kind).map(({ key }) => key);
  const { record } = galleryKindOf(kind);
  for (const { key } of rows.filter((row) => row.kind === kind)) {
    const appUse = record.usedByApp?.(key);
    if (appUse !== undefined) note(key, appUse);
  }
  for (const other of DEFINITION_KINDS) {
    const { record: using } = galleryKindOf(other);
    const live = rows.filter((row) => row.kind === other && row.archivedAt === null);
    for (const { content } of await readVersions(client, shopId, using, liveVersions(live)))
      for (const key of referredTo(using.references(content))) note(key, content.name);
  }
  return users;
}
