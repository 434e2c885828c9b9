import type { ShopClient } from '#app/platform/db.server.ts';
import type { DefinitionKindRecord } from './definition-kind.ts';
import { liveVersions, readVersions } from './read-versions.server.ts';
import type { DefinitionRow } from './store/definition-rows.ts';
import { readDraft } from './store/drafts.server.ts';
import { listVersions } from './store/versions.server.ts';
import type { StoredDraft } from './stored-draft.ts';

/** What the editor of a definition is opened with. */
export type LoadedDraft<Content> = {
  stored: StoredDraft<Content>;
  /** The live version, when the draft was begun from an earlier one. */
  published: StoredDraft<Content> | null;
  /** The live version; null before the first. */
  live: StoredDraft<Content> | null;
};

/**
 * What the editor of a definition goes on from; null when there is neither a draft nor a version that this app can read.
 * @param row of the definition
 */
export async function loadStoredDraft<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  row: DefinitionRow,
): Promise<LoadedDraft<Content> | null> {
  const live = await loadLive(client, shopId, record, row);
  const draft = await loadDraft(client, shopId, record, row);
  const stored = draft?.stored ?? live;
  if (!stored) return null;
  const published = draft && live && draft.basedOn !== live.base ? live : null;
  return { stored, published, live };
}

async function loadLive<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: DefinitionKindRecord<Content>,
  row: DefinitionRow,
): Promise<StoredDraft<Content> | null> {
  const [live] = await readVersions(client, shopId, record, liveVersions([row]));
  if (!live) return null;
  const versions = await listVersions(client, shopId, record.kind, row.key);
  const published = versions.find(({ version }) => version === live.version);
  return {
    content: live.content,
    revision: 0,
    base: live.version,
    author: published?.author ?? null,
    savedAt: published?.createdAt ?? 0,
  };
}

async function loadDraft<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  { kind, schema }: DefinitionKindRecord<Content>,
  { key, liveVersion: base }: DefinitionRow,
): Promise<{ stored: StoredDraft<Content>; basedOn: number | null } | null> {
  const draft = await readDraft(client, shopId, kind, key);
  const read = schema.safeParse(draft?.content);
  if (!draft || !read.success) return null;
  const { revision, author, savedAt, basedOnVersion: basedOn } = draft;
  return { stored: { content: read.data, revision, base, author, savedAt }, basedOn };
}
