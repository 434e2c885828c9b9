import type { PartChange } from '#app/definitions/definition-difference.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { isShopifyKey } from '#app/segments/shopify-key.ts';
import { UNSET_SEGMENT } from '#app/segments/unset-condition.ts';
import {
  TRANSFER_LABELS,
  transferId,
  type FileDefinition,
  type TransferKind,
} from './file-definition.ts';
import { transferKindOf } from './registry.ts';
import type { TransferReference } from './transfer-kind.ts';
import type { CurrentDefinition, TransferState } from './transfer-state.ts';

/** In which modes a definition can be imported: under its key, or beside what is there under a new one. */
export const IMPORT_MODES = ['as_it_is', 'copy'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What an import would do with one definition. */
export type PlannedDefinition = {
  id: string;
  kind: TransferKind;
  key: string;
  name: string;
  /** Whether the shop has none with its key, another one, or the same. */
  state: 'new' | 'changed' | 'same';
  /** What is different from what the shop has; all of it when that is nothing. */
  changes: PartChange[];
  /** The modes that are possible; none for what is the same. */
  modes: ImportMode[];
  /** Why it is not chosen from the start, or what to know of it. */
  cautions: string[];
  isChosen: boolean;
  /** What it refers to in the same files, by id. */
  uses: string[];
  /** What it refers to that is neither in the store nor in the files. */
  missing: string[];
  /** Where members of staff of another store were taken out. */
  staff: string[];
};

/** What of the catalog exists, of all that definitions refer to. */
export type KnownCatalog = { products: ReadonlySet<string>; collections: ReadonlySet<string> };

/**
 * What an import of definitions would do to a shop, in their order. Nothing of it is written.
 * @param staff where members of staff of another store were taken out, by the id of the definition
 */
export function planImport(
  definitions: readonly FileDefinition[],
  state: TransferState,
  catalog: KnownCatalog,
  staff: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>(),
): PlannedDefinition[] {
  const inFiles = new Set(definitions.map(transferId));
  return withoutImpossible(
    definitions.map((definition) => ({
      ...planned(definition, inFiles, state, catalog),
      staff: [...(staff.get(transferId(definition)) ?? [])],
    })),
  );
}

/** What has no draft cannot be completed after the import: with something missing it cannot be imported at all. */
function withoutImpossible(plans: readonly PlannedDefinition[]): PlannedDefinition[] {
  const impossible = new Set<string>();
  const lacks = ({ kind, missing, uses }: PlannedDefinition) =>
    !transferKindOf(kind).hasDraft && (missing.length > 0 || uses.some((id) => impossible.has(id)));
  // What refers to one that cannot be imported cannot be imported either.
  for (let before = -1; before < impossible.size;) {
    before = impossible.size;
    for (const one of plans) if (one.state === 'new' && lacks(one)) impossible.add(one.id);
  }
  return plans.map((one) => {
    if (one.state === 'same' || !lacks(one)) return one;
    const used = plans.filter(({ id }) => one.uses.includes(id) && impossible.has(id));
    const cautions = used.map(({ name }) => `It uses “${name}”, which cannot be imported.`);
    return { ...one, modes: [], isChosen: false, cautions: [...one.cautions, ...cautions] };
  });
}

function planned(
  definition: FileDefinition,
  inFiles: ReadonlySet<string>,
  state: TransferState,
  catalog: KnownCatalog,
): Omit<PlannedDefinition, 'staff'> {
  const { kind, key } = definition;
  const record = transferKindOf(kind);
  const content = definition.content as object;
  const current = state.current.get(transferId(definition));
  const before = current?.live ?? current?.draft ?? null;
  const isSame = (one: object | null) =>
    one !== null && canonicalJson(compared(kind, one)) === canonicalJson(compared(kind, content));
  const same = current !== undefined && isSame(current.draft ?? current.live);
  const references = uniqueReferences(record.references(content));
  const name = record.nameOf(content);
  return {
    id: transferId(definition),
    kind,
    key,
    name,
    state: current === undefined ? 'new' : same ? 'same' : 'changed',
    changes: same ? [] : record.changes(before, content, state.names),
    ...choicesOf(definition, name, same, current, state),
    uses: references.map(transferReferenceId).filter((id) => inFiles.has(id)),
    missing: references
      .filter((one) => !inFiles.has(transferReferenceId(one)) && !exists(one, state, catalog))
      // The publish check names what is still to be chosen.
      .filter(({ key: used }) => used !== UNSET_SEGMENT || !record.hasDraft)
      .map(missingWords),
  };
}

function compared(kind: TransferKind, content: object): unknown {
  const record = transferKindOf(kind);
  return record.compared?.(content) ?? content;
}

const AT_ONCE: Partial<Record<TransferKind, string>> = {
  segment:
    'Segments have no draft: it becomes the version in use at once, and all people are checked again.',
  score_model:
    'Scores have no draft: it becomes the version in use at once, and all people are scored again.',
};

function choicesOf(
  { kind }: FileDefinition,
  name: string,
  isSame: boolean,
  current: CurrentDefinition | undefined,
  { current: all }: TransferState,
): Pick<PlannedDefinition, 'modes' | 'cautions' | 'isChosen'> {
  const namesake = [...all.values()].find(
    (one) =>
      one.kind === kind &&
      one.key !== current?.key &&
      !one.isArchived &&
      one.name.toLowerCase() === name.toLowerCase(),
  );
  const label = TRANSFER_LABELS[kind].toLowerCase();
  const cautions: string[] = [];
  if (isSame) return { modes: [], cautions, isChosen: false };
  if (namesake && kind !== 'score_model')
    cautions.push(`Another ${label} here has the name “${name}”.`);
  const isArchived = current?.isArchived === true && !current.isUnused;
  if (isArchived)
    cautions.push(`The ${label} with its key is archived here. Restore it, or import a copy.`);
  if (current && current.revision > 0)
    cautions.push('It replaces a draft that is here, and that is not published.');
  const atOnce = current && AT_ONCE[kind];
  if (atOnce) cautions.push(atOnce);
  const isBlocked = isArchived || (kind === 'segment' && namesake !== undefined);
  const modes: ImportMode[] = isBlocked ? [] : ['as_it_is'];
  if ((current !== undefined || isBlocked) && kind !== 'score_model') modes.push('copy');
  return { modes, cautions, isChosen: cautions.length === 0 };
}

function transferReferenceId({ kind, key }: TransferReference): string {
  return `${kind}:${key}`;
}

function uniqueReferences(references: readonly TransferReference[]): TransferReference[] {
  return [...new Map(references.map((one) => [transferReferenceId(one), one])).values()];
}

function exists(
  reference: TransferReference,
  { current, shopifySegments }: TransferState,
  { products, collections }: KnownCatalog,
): boolean {
  const { kind, key } = reference;
  if (kind === 'product') return products.has(key);
  if (kind === 'collection') return collections.has(key);
  if (kind === 'segment' && isShopifyKey(key)) return shopifySegments.has(key);
  return current.get(transferReferenceId(reference))?.isArchived === false;
}

function missingWords({ kind, key }: TransferReference): string {
  if (kind === 'product') return `Product ${key}`;
  if (kind === 'collection') return `Collection ${key}`;
  if (isShopifyKey(key)) return `Segment of Shopify ${key}`;
  if (key === UNSET_SEGMENT) return 'A condition that is not chosen';
  return `${TRANSFER_LABELS[kind]} “${key}”`;
}
