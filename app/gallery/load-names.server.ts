import { copyMissing } from '#app/definitions/copy-gallery.server.ts';
import { DEFINITION_KINDS, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { listDefinitions } from '#app/definitions/store/definitions.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { galleryKindOf } from './registry.ts';

/** Everything that a shop defines, after what it lacks of the gallery was copied into it. Repeating it changes nothing. */
export async function loadAllDefinitions(
  client: ShopClient,
  shopId: string,
): Promise<DefinitionRow[]> {
  const rows = await listDefinitions(client, shopId, null);
  let isCopied = false;
  for (const kind of DEFINITION_KINDS) {
    const { record, items } = galleryKindOf(kind);
    isCopied = (await copyMissing(client, shopId, record, items, rows)) || isCopied;
  }
  return isCopied ? await listDefinitions(client, shopId, null) : rows;
}

/** What a shop calls its journeys, emails and banners. */
export async function loadDefinitionNames(
  client: ShopClient,
  shopId: string,
): Promise<DefinitionNames> {
  return namesOf(await loadAllDefinitions(client, shopId));
}

/** The names among the rows of definitions. */
export function namesOf(rows: readonly DefinitionRow[]): DefinitionNames {
  return new Map(
    DEFINITION_KINDS.map((kind) => [
      kind,
      new Map(
        rows.flatMap((row) =>
          row.kind === kind && row.name !== null
            ? [[row.key, { name: row.name, isArchived: row.archivedAt !== null }]]
            : [],
        ),
      ),
    ]),
  );
}
