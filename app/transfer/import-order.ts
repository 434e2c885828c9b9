import { transferId, type FileDefinition, type TransferKind } from './file-definition.ts';
import { transferKindOf } from './registry.ts';

/** What others refer to comes first. */
const KINDS_IN_ORDER: readonly TransferKind[] = [
  'segment',
  'score_model',
  'offer',
  'email',
  'banner',
  'journey',
];

/**
 * Definitions in an order in which each comes after those that it refers to. Those that refer to each other in a circle
 * stay in theirs: what writes them says what is wrong with that.
 */
export function importOrder<Definition extends FileDefinition>(
  definitions: readonly Definition[],
): Definition[] {
  const byId = new Map(definitions.map((one) => [transferId(one), one]));
  const ordered = new Set<Definition>();
  const open = new Set<string>();
  function add(definition: Definition): void {
    const id = transferId(definition);
    if (open.has(id) || ordered.has(definition)) return;
    open.add(id);
    for (const { kind, key } of transferKindOf(definition.kind).references(
      definition.content as object,
    )) {
      const used = byId.get(`${kind}:${key}`);
      if (used && used.kind === definition.kind) add(used);
    }
    open.delete(id);
    ordered.add(definition);
  }
  for (const kind of KINDS_IN_ORDER)
    for (const definition of definitions) if (definition.kind === kind) add(definition);
  return [...ordered];
}
