import { knownStaff } from '#app/access/store/list-staff.server.ts';
import { contentDigest } from '#app/definitions/content-digest.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { knownEntries } from '#app/segments/store/catalogue-entries.server.ts';
import type { FileDefinition } from './file-definition.ts';
import type { ChosenFile } from './file-text.ts';
import { staffOfDefinitions, withoutForeignStaff } from './foreign-staff.ts';
import type { ImportPlan } from './import-outcome.ts';
import { loadTransferState } from './load-transfer-state.server.ts';
import { planImport } from './plan-import.ts';
import { readFiles } from './read-files.ts';
import { transferKindOf } from './registry.ts';
import { segmentKeysByName, type TransferState } from './transfer-state.ts';

/** A plan with what it was made of. */
export type LoadedImportPlan = {
  plan: ImportPlan;
  definitions: FileDefinition[];
  state: TransferState;
};

/** Reads files against what a shop has: what an import of them would do. Writes nothing. */
export async function loadImportPlan(
  client: ShopClient,
  shopId: string,
  files: readonly ChosenFile[],
): Promise<LoadedImportPlan> {
  const state = await loadTransferState(client, shopId);
  const read = readFiles(files, segmentKeysByName(state));
  const { problems, notes } = read;
  const staff = await knownStaff(client, shopId, staffOfDefinitions(read.definitions));
  const { definitions, removed } = withoutForeignStaff(read.definitions, staff);
  const references = definitions.flatMap(({ kind, content }) =>
    transferKindOf(kind).references(content as object),
  );
  const ids = (kind: 'product' | 'collection') =>
    references.flatMap((one) => (one.kind === kind ? [one.key] : []));
  const catalog = await knownEntries(client, shopId, ids('product'), ids('collection'));
  const shown = { definitions: planImport(definitions, state, catalog, removed), problems, notes };
  // The contents too: a reader of differences does not see all of them.
  const digest = contentDigest({ ...shown, contents: definitions });
  return { plan: { ...shown, digest }, definitions, state };
}
