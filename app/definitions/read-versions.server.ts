import { LRUCache } from 'lru-cache';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { DefinitionKindRecord, DefinitionVersion } from './definition-kind.ts';
import type { VersionRow } from './store/definition-rows.ts';
import { readContents } from './store/versions.server.ts';

/** Contents kept in memory; shops that did not change what they were given share one. */
const MOST_CONTENTS = 1_000;

/** Contents by kind and digest, each read and parsed once. They are data: nothing changes them. */
const parsed = new LRUCache<string, object>({ max: MOST_CONTENTS });

/**
 * Versions with their contents, in the order they were asked for. One that cannot be read by this version of the app is
 * left out, so that what refers to it fails alone.
 */
export async function readVersions<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  { kind, schema }: DefinitionKindRecord<Content>,
  versions: readonly VersionRow[],
): Promise<DefinitionVersion<Content>[]> {
  const name = (digest: string) => `${kind}:${digest}`;
  const unread = versions.filter(({ digest }) => !parsed.has(name(digest)));
  const found = new Map<string, Content>();
  if (unread.length > 0)
    for (const { digest, content } of await readContents(client, shopId, kind, unread)) {
      const read = schema.safeParse(content);
      if (!read.success) continue;
      found.set(digest, read.data);
      parsed.set(name(digest), read.data);
    }
  return versions.flatMap(({ key, version, digest }) => {
    const content = found.get(digest) ?? (parsed.get(name(digest)) as Content | undefined);
    return content ? [{ key, version, digest, content }] : [];
  });
}

/** The live versions among definitions, archived ones too. */
export function liveVersions(
  rows: readonly { key: string; liveVersion: number | null; digest: string | null }[],
): VersionRow[] {
  return rows.flatMap(({ key, liveVersion: version, digest }) =>
    version === null || digest === null ? [] : [{ key, version, digest }],
  );
}
