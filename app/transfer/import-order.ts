import { TRANSFER_KINDS, transferId, type FileDefinition } from './file-definition.ts';
import { transferKindOf } from './registry.ts';

/**
 * Definitions in an order in which each comes after those that it refers to, of whatever kind, and those of a kind stand
 * together as far as that allows. Those that refer to each other in a circle stay in theirs: what writes them says what
 * is wrong with that.
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
      if (used) add(used);
    }
    open.delete(id);
    ordered.add(definition);
  }
  // Journeys, which refer to most others, are the first kind.
  for (const kind of TRANSFER_KINDS.toReversed())
    for (const definition of definitions) if (definition.kind === kind) add(definition);
  return [...ordered];
}
