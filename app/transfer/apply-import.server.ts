import type pg from 'pg';
import { keyForName } from '#app/definitions/key-for-name.ts';
import { changePolicy } from '#app/engine/recompute/change-policy.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { keyFor as segmentKeyFor } from '#app/segments/builder/segment-form.ts';
import { lockSegments } from '#app/segments/lock-segments.server.ts';
import { copyName } from './copy-name.ts';
import { transferId, type FileDefinition, type TransferKind } from './file-definition.ts';
import type { ChosenFile } from './file-text.ts';
import { importOrder } from './import-order.ts';
import type { ImportChoice, ImportedDefinition, ImportOutcome } from './import-outcome.ts';
import { loadImportPlan } from './load-import-plan.server.ts';
import { transferKindOf } from './registry.ts';
import type { TransferState } from './transfer-state.ts';
import { writeImported, type ImportedContent } from './write-imported.server.ts';

/** What stops an import, so that its transaction writes nothing. */
class ImportRefusedError extends Error {
  readonly what: string;
  readonly reason: string;

  constructor(what: string, reason: string) {
    super(`${what}: ${reason}`);
    this.name = 'ImportRefusedError';
    this.what = what;
    this.reason = reason;
  }
}

/**
 * Imports what was chosen of files, all of it or nothing, in one transaction. Journeys, emails, banners and offers become
 * drafts; segments and the score model, which have none, become versions in use. Of one shop one import is done at a time.
 * @param digest of the plan that was shown
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function applyImport(
  pool: pg.Pool,
  shopId: string,
  files: readonly ChosenFile[],
  choices: readonly ImportChoice[],
  digest: string,
  by: string,
  now: number,
): Promise<ImportOutcome> {
  try {
    return await inShop(pool, shopId, async (client) => {
      await claimShop(client, shopId);
      await lockSegments(client, shopId);
      const { plan, definitions, state } = await loadImportPlan(client, shopId, files);
      if (plan.digest !== digest) return { outcome: 'changed_meanwhile', plan };
      const modes = new Map(choices.map(({ id, mode }) => [id, mode]));
      const possible = plan.definitions.filter(({ id, modes: all }) =>
        all.some((mode) => mode === modes.get(id)),
      );
      const chosen = new Map(possible.map(({ id }) => [id, modes.get(id)]));
      const contents = renamed(
        definitions.filter((one) => chosen.has(transferId(one))),
        (id) => chosen.get(id) === 'copy',
        state,
      );
      const notes = plan.notes.filter(({ key }) =>
        chosen.has(transferId({ kind: 'journey', key })),
      );
      const imported = await writeAll(client, shopId, contents, by, now);
      return { outcome: 'imported', imported, notes };
    });
  } catch (error) {
    if (!(error instanceof ImportRefusedError)) throw error;
    return { outcome: 'refused', what: error.what, reason: error.reason };
  }
}

async function writeAll(
  client: ShopClient,
  shopId: string,
  contents: readonly ImportedContent[],
  by: string,
  now: number,
): Promise<ImportedDefinition[]> {
  const imported: ImportedDefinition[] = [];
  let changesPolicy = false;
  for (const one of importOrder(contents)) {
    const written = await writeImported(client, shopId, one, by, now);
    const { kind, key } = one;
    const name = transferKindOf(kind).nameOf(one.content);
    if (written.outcome === 'refused') throw new ImportRefusedError(name, written.reason);
    changesPolicy ||= written.changesPolicy;
    imported.push({ kind, key, name });
  }
  // The last of the transaction, see there.
  if (changesPolicy) await changePolicy(client, shopId);
  return imported;
}

/** What is to be written: copies under keys and names of their own, and all of it with references to those. */
function renamed(
  definitions: readonly FileDefinition[],
  isCopy: (id: string) => boolean,
  { current }: TransferState,
): ImportedContent[] {
  const all = [...current.values()];
  const taken = new Map<TransferKind, { keys: Set<string>; names: Set<string> }>();
  for (const { kind, key, name } of [...all, ...definitions.map(named)]) {
    const known = taken.get(kind) ?? { keys: new Set(), names: new Set() };
    known.keys.add(key);
    known.names.add(name.toLowerCase());
    taken.set(kind, known);
  }
  const keys = new Map<string, string>();
  const copies = definitions.map(({ kind, key, content }) => {
    const id = transferId({ kind, key });
    const record = transferKindOf(kind);
    const base = { kind, content: content as object };
    const known = taken.get(kind);
    if (!isCopy(id) || !known) return { ...base, key, current: current.get(id) };
    const name = copyName(record.nameOf(base.content), known.names);
    const newKey = (kind === 'segment' ? segmentKeyFor : keyForName)(name, known.keys);
    known.keys.add(newKey);
    known.names.add(name.toLowerCase());
    keys.set(id, newKey);
    return { kind, key: newKey, content: record.withName(base.content, name), current: undefined };
  });
  return copies.map((one) => ({
    ...one,
    content: transferKindOf(one.kind).withReferences(
      one.content,
      (reference) => keys.get(`${reference.kind}:${reference.key}`) ?? reference.key,
    ),
  }));
}

function named({ kind, key, content }: FileDefinition): {
  kind: TransferKind;
  key: string;
  name: string;
} {
  return { kind, key, name: transferKindOf(kind).nameOf(content as object) };
}
