import { transferId, type FileDefinition } from './file-definition.ts';
import { transferKindOf } from './registry.ts';

/** Definitions without the staff of other stores, and what was taken out of each, by its id. */
export type LocalDefinitions = {
  definitions: FileDefinition[];
  removed: ReadonlyMap<string, readonly string[]>;
};

/** The ids of members of staff that definitions name. */
export function staffOfDefinitions(definitions: readonly FileDefinition[]): string[] {
  const ids = new Set<string>();
  for (const { kind, content } of definitions)
    transferKindOf(kind).withoutStaff?.(content as object, (id) => {
      ids.add(id);
      return true;
    });
  return [...ids];
}

/** Takes those out of definitions who are not of the staff here. @param staff ids of those who are */
export function withoutForeignStaff(
  definitions: readonly FileDefinition[],
  staff: ReadonlySet<string>,
): LocalDefinitions {
  const removed = new Map<string, readonly string[]>();
  const local = definitions.map((definition) => {
    const { kind, content } = definition;
    const without = transferKindOf(kind).withoutStaff?.(content as object, (id) => staff.has(id));
    if (!without || without.removed.length === 0) return definition;
    removed.set(transferId(definition), without.removed);
    return { ...definition, content: without.content };
  });
  return { definitions: local, removed };
}
