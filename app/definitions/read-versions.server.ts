import { LRUCache } from 'lru-cache';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { DefinitionKindRecord, DefinitionVersion } from './definition-kind.ts';
import type { VersionRow } from './store/definition-rows.ts';
import { readContents } from './store/versions.server.ts';

/** Contents kept in memory; shops that did not change what they were given share one. */
const MOST_CONTENTS = 1_000;

/** Characters of them as JSON, together: some shops write long ones. */
const MOST_CHARACTERS = 10_000_000;

/** Contents by kind and digest. */
export type ContentCache = LRUCache<string, object>;

/** A cache of contents. They are data: nothing changes them. @param most how many it holds */
export function createContentCache(most: number = MOST_CONTENTS): ContentCache {
  return new LRUCache({
    max: most,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: (content) => JSON.stringify(content).length,
  });
}

/** Contents that were read and parsed once. */
const sharedContents = createContentCache();

/**
 * Versions with their contents, in the order they were asked for. One that cannot be read by this version of the app is
 * left out, so that what refers to it fails alone.
 * @param cache of contents that were read before; that of the process unless given
 */
export async function readVersions<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  { kind, schema }: DefinitionKindRecord<Content>,
  versions: readonly VersionRow[],
  cache: ContentCache = sharedContents,
): Promise<DefinitionVersion<Content>[]> {
  const name = (digest: string) => `${kind}:${digest}`;
  // What is in the cache is taken out before anything is waited for: it may be evicted meanwhile.
  const found = new Map<string, Content>();
  for (const { digest } of versions) {
    const known = cache.get(name(digest)) as Content | undefined;
    if (known) found.set(digest, known);
  }
  const unread = versions.filter(({ digest }) => !found.has(digest));
  if (unread.length > 0)
    for (const { digest, content } of await readContents(client, shopId, kind, unread)) {
      const read = schema.safeParse(content);
      if (!read.success) continue;
      found.set(digest, read.data);
      cache.set(name(digest), read.data);
    }
  return versions.flatMap(({ key, version, digest }) => {
    const content = found.get(digest);
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
