import { DEFINITION_KINDS, type DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { DraftRow } from './definition-rows.ts';
import { MOST_DEFINITIONS } from './definitions.server.ts';

/** The draft of a definition; undefined when there is none. */
export async function readDraft(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
): Promise<DraftRow | undefined> {
  const { rows } = await client.query<DraftRow>(
    `select content, based_on_version as "basedOnVersion", revision, author, saved_at as "savedAt"
       from definition_draft where shop_id = $1 and kind = $2 and key = $3`,
    [shopId, kind, key],
  );
  return rows[0];
}

/** Every draft of a shop, of all kinds. */
export async function listDrafts(
  client: ShopClient,
  shopId: string,
): Promise<(DraftRow & { kind: DefinitionKind; key: string })[]> {
  const { rows } = await client.query<DraftRow & { kind: DefinitionKind; key: string }>(
    `select kind, key, content, based_on_version as "basedOnVersion", revision, author, saved_at as "savedAt"
       from definition_draft where shop_id = $1 order by kind, key limit $2`,
    [shopId, DEFINITION_KINDS.length * MOST_DEFINITIONS],
  );
  return rows;
}

/** The keys of the definitions of a kind that have drafts. */
export async function listDraftKeys(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(
    'select key from definition_draft where shop_id = $1 and kind = $2 order by key limit $3',
    [shopId, kind, MOST_DEFINITIONS],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Writes the draft of a definition that the caller has locked, over the one before. */
export async function storeDraft(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  { content, basedOnVersion, revision, author, savedAt }: DraftRow,
): Promise<void> {
  await client.query(
    `insert into definition_draft (shop_id, kind, key, content, based_on_version, revision, author, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (shop_id, kind, key) do update
        set content = excluded.content, based_on_version = excluded.based_on_version, revision = excluded.revision, author = excluded.author,
            saved_at = excluded.saved_at`,
    [
      shopId,
      kind,
      key,
      JSON.stringify(content),
      basedOnVersion,
      revision,
      author,
      new Date(savedAt),
    ],
  );
}

/** Removes the draft of a definition, once it is published or discarded. */
export async function deleteDraft(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
): Promise<void> {
  await client.query('delete from definition_draft where shop_id = $1 and kind = $2 and key = $3', [
    shopId,
    kind,
    key,
  ]);
}

/** The drafts of definitions that were never published. */
export async function listNewDrafts(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
): Promise<{ key: string; content: unknown }[]> {
  const { rows } = await client.query<{ key: string; content: unknown }>(
    `select definition.key, content
       from definition
       join definition_draft draft
         on draft.shop_id = $1 and draft.kind = definition.kind and draft.key = definition.key
      where definition.shop_id = $1 and definition.kind = $2 and live_version is null
      order by definition.created_at, definition.key limit 200`,
    [shopId, kind],
  );
  return rows;
}
